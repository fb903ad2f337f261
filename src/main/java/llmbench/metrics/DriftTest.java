// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.statistics.MannKendall;

/**
 * Whether one series of a window rises or falls.
 *
 * @param series the figure's key: {@code output_throughput}, {@code requests_in_flight}, {@code
 *     ttft}, {@code e2el}
 * @param trend the test of its batches
 */
public record DriftTest(String series, MannKendall trend) {
  /** The chance of a false alarm in all series of a window together. */
  public static final double LEVEL = 0.05;

  /** Series of a window: each is tested at the level divided by them (Bonferroni). */
  public static final int SERIES = 4;

  /** A change by less than this share of the median over the window is no drift. */
  public static final double LEAST_CHANGE = 0.05;

  /** Whether it drifts: by more than chance, and by more than a little. */
  public boolean drifts() {
    return trend.pValue() < LEVEL / SERIES && Math.abs(trend.change()) >= LEAST_CHANGE;
  }
}
