// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/**
 * One of several, and its share.
 *
 * @param name an address, or the name of a model
 * @param weight its part of the requests against the others', above 0
 */
public record Weighted(String name, double weight) {}
