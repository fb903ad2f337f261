// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of some turns, such as all second ones, by our reading.
 *
 * @param turn the user's turn, from 0; -1 for several
 * @param completed turns that completed
 * @param failed turns that failed
 * @param ttftMillis time to first token
 * @param tpotMillis time per output token; answers of one token left out
 * @param e2elMillis from send to the last token
 * @param inputTokens prompt tokens
 * @param outputTokens tokens of answers
 * @param cachedPercent of prompt tokens, what the server says it took from its cache; count 0 where
 *     it does not say
 * @param approxCachedPercent of the texts' tokens, those before the question
 */
public record TurnGroup(
    int turn,
    int completed,
    int failed,
    Description ttftMillis,
    Description tpotMillis,
    Description e2elMillis,
    Description inputTokens,
    Description outputTokens,
    Description cachedPercent,
    Description approxCachedPercent) {
  private static final List<Double> RANKS = List.of(25.0, 50.0, 75.0, 90.0, 99.0);

  static TurnGroup of(int turn, List<TurnSample> samples, int failed) {
    return new TurnGroup(
        turn,
        samples.size(),
        failed,
        described(samples, TurnSample::ttftMillis),
        described(samples, TurnSample::tpotMillis),
        described(samples, TurnSample::latencyMillis),
        described(samples, TurnSample::inputNumTokens),
        described(samples, TurnSample::outputNumTokens),
        described(samples, TurnSample::cachedPercent),
        described(samples, TurnSample::approxCachedPercent));
  }

  private static Description described(
      List<TurnSample> samples, ToDoubleFunction<TurnSample> value) {
    return Description.of(samples.stream().mapToDouble(value).toArray(), RANKS);
  }
}
