// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

/**
 * What a server's prefix cache counted in a case.
 *
 * @param queries prompt tokens looked up
 * @param hits prompt tokens found
 */
public record CacheCounters(double queries, double hits) {
  /** Hits over queries; 0 without a query. */
  double hitShare() {
    return queries > 0 ? hits / queries : 0;
  }
}
