// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The summary of a run's turns as vLLM's {@code process_statistics} makes it.
 *
 * @param runtimeSeconds from the first send to the end; 0 without turns
 * @param requestsPerSecond turns over that time; 0 without turns
 * @param warmupSeconds how long the first turns took that were sent ahead ({@code warmup_step});
 *     NaN if none were, or if nobody knows
 * @param columns {@code ttft_ms}, {@code tpot_ms}, {@code latency_ms}, {@code input_num_turns},
 *     {@code input_num_tokens}, {@code output_num_tokens}, {@code output_num_chunks}, in that order
 */
public record TurnSummary(
    double runtimeSeconds,
    double requestsPerSecond,
    double warmupSeconds,
    Map<String, Description> columns) {
  private static final int FOR_P99 = 100;
  private static final int FOR_P999 = 1000;
  private static final int FOR_P9999 = 10_000;

  /**
   * Summarises turns.
   *
   * @param samples in any order
   * @param warmupShare the share of turns, those sent first, that is left out, in [0, 1); vLLM's
   *     {@code --warmup-percentages}. How many percentiles there are depends on all turns.
   * @param warmupSeconds see {@link #warmupSeconds}
   * @param vllmRuntime whether the end is that of the turn sent last, as in vLLM; else the latest
   *     end
   */
  static TurnSummary of(
      List<TurnSample> samples, double warmupShare, double warmupSeconds, boolean vllmRuntime) {
    List<TurnSample> sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparingDouble(TurnSample::startMillis));
    List<TurnSample> tail = sorted.subList((int) (warmupShare * sorted.size()), sorted.size());
    List<Double> ranks = ranks(samples.size());
    Map<String, Description> columns = new LinkedHashMap<>();
    column(columns, "ttft_ms", TurnSample::ttftMillis, tail, ranks);
    column(columns, "tpot_ms", TurnSample::tpotMillis, tail, ranks);
    column(columns, "latency_ms", TurnSample::latencyMillis, tail, ranks);
    column(columns, "input_num_turns", TurnSample::inputNumTurns, tail, ranks);
    column(columns, "input_num_tokens", TurnSample::inputNumTokens, tail, ranks);
    column(columns, "output_num_tokens", TurnSample::outputNumTokens, tail, ranks);
    column(columns, "output_num_chunks", TurnSample::outputNumChunks, tail, ranks);
    double runtime = tail.isEmpty() ? 0 : runtimeMillis(tail, vllmRuntime) / 1000;
    return new TurnSummary(
        runtime, runtime > 0 ? tail.size() / runtime : 0, warmupSeconds, columns);
  }

  /** Whether first turns were sent ahead, and it is known how long they took. */
  public boolean warmedUp() {
    return !Double.isNaN(warmupSeconds);
  }

  /** {@link #runtimeSeconds} and {@link #warmupSeconds} together; NaN where there is no latter. */
  public double totalSeconds() {
    return runtimeSeconds + warmupSeconds;
  }

  private static void column(
      Map<String, Description> columns,
      String name,
      ToDoubleFunction<TurnSample> value,
      List<TurnSample> samples,
      List<Double> ranks) {
    columns.put(name, Description.of(samples.stream().mapToDouble(value).toArray(), ranks));
  }

  private static double runtimeMillis(List<TurnSample> sorted, boolean vllmRuntime) {
    double end =
        vllmRuntime
            ? sorted.get(sorted.size() - 1).endMillis()
            : sorted.stream().mapToDouble(TurnSample::endMillis).max().orElse(0);
    return end - sorted.get(0).startMillis();
  }

  /** vLLM's percentiles: further ones where there are enough values. */
  static List<Double> ranks(int count) {
    List<Double> ranks = new ArrayList<>(List.of(25.0, 50.0, 75.0, 90.0));
    if (count >= FOR_P99) {
      ranks.add(99.0);
    }
    if (count >= FOR_P999) {
      ranks.add(99.9);
    }
    if (count >= FOR_P9999) {
      ranks.add(99.99);
    }
    return ranks;
  }
}
