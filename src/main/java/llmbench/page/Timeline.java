// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

/**
 * A case over time, in stretches of equal length.
 *
 * @param from when the first one begins, in seconds since the case did
 * @param step length of each, in seconds
 * @param tokens output tokens per second of each
 * @param flight tries in flight, averaged by time
 */
record Timeline(double from, double step, double[] tokens, double[] flight) {
  static final Timeline NONE = new Timeline(0, 1, new double[0], new double[0]);
}
