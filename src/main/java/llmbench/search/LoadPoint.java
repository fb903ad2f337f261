// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

/**
 * A place on a curve or in a plane, such as throughput against latency.
 *
 * @param x finite
 * @param y finite
 */
public record LoadPoint(double x, double y) {}
