// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

/** The upper bounds of histograms of latencies: from 1 ms to 60 s. */
final class LatencyBuckets {
  private static final double[] SECONDS = {
    0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3,
    0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60
  };

  private LatencyBuckets() {}

  /** In seconds, ascending. */
  static double[] seconds() {
    return SECONDS.clone();
  }
}
