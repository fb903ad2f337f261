// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.FigureNames;

/**
 * One percentile of a latency.
 *
 * @param rank in [0, 100]
 * @param millis the value
 */
public record Percentile(double rank, double millis) {

  /** vLLM's word for the rank in keys and labels: {@code 99} for 99.0, {@code 99.9} for 99.9. */
  public String word() {
    return FigureNames.word(rank);
  }
}
