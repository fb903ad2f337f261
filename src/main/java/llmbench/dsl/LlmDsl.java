// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import llmbench.gatling.StreamResult;
import llmbench.gatling.StreamStep;

/**
 * The step in a scenario of one's own, in one line:
 *
 * <pre>{@code
 * exec(llm("ask").model("my-model").prompt("Tell me about #{topic}").maxTokens(200)
 *     .check(ttftMillis().lte(500)))
 * }</pre>
 *
 * The scenario's HTTP protocol gives the base URL, headers, TLS, proxy and connections. What it
 * measured stands in the session ({@link SessionKeys}) when the next action runs.
 */
public final class LlmDsl {
  private LlmDsl() {}

  /**
   * A request of that name in Gatling's report; its TTFT is a row of its own, {@code name TTFT}.
   */
  public static LlmStep llm(String name) {
    return new LlmStep(StreamStep.named(name));
  }

  /** Time to first token, ms. */
  public static LlmCheck.Measure ttftMillis() {
    return new LlmCheck.Measure("ttftMillis", StreamResult::ttftMillis);
  }

  /** Time per output token, the first excluded, ms. */
  public static LlmCheck.Measure tpotMillis() {
    return new LlmCheck.Measure("tpotMillis", StreamResult::tpotMillis);
  }

  /** End-to-end latency, ms. */
  public static LlmCheck.Measure e2elMillis() {
    return new LlmCheck.Measure("e2elMillis", StreamResult::e2elMillis);
  }

  /** Longest gap between two chunks with output, ms; 0 with fewer than two. */
  public static LlmCheck.Measure maxItlMillis() {
    return new LlmCheck.Measure("maxItlMillis", LlmDsl::maxItl);
  }

  /** Tokens of the answer. */
  public static LlmCheck.Measure outputTokens() {
    return new LlmCheck.Measure("outputTokens", StreamResult::outputTokens);
  }

  private static double maxItl(StreamResult result) {
    double max = 0;
    for (double gap : result.itlMillis()) {
      max = Math.max(max, gap);
    }
    return max;
  }
}
