// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import llmbench.gatling.StreamResult;
import llmbench.gatling.StreamStep;

/**
 * What a simulation imports statically: the step and its checks, prompts of data sets, and shapes
 * of load. The package's page is the manual.
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

  /**
   * The prompts of a data set, made before the load.
   *
   * @param dataset {@code dataset_name} of {@code docs/config.md}: {@code random}, {@code
   *     sharegpt}, {@code sonnet}, {@code custom}, {@code hf}, {@code multi_turn} …
   */
  public static Prompts prompts(String dataset) {
    return new Prompts(
        Settings.of("prompts(\"" + dataset + "\")", Prompts.KEYS).with("dataset_name", dataset));
  }

  /**
   * The prompts of several data sets, by share.
   *
   * @param mix {@code dataset_mix} of {@code docs/config.md}: maps with a {@code weight} and a data
   *     set's options
   */
  public static Prompts promptMix(List<Map<String, Object>> mix) {
    return new Prompts(Settings.of("promptMix(…)", Prompts.KEYS).with("dataset_mix", mix));
  }

  /**
   * So many users a second in the mean, {@code request_rate}, at vLLM's times: gaps of a gamma
   * distribution ({@link Load#burstiness}), stretched so that the last user comes at users/rate.
   *
   * @param perSecond above 0; {@link Double#POSITIVE_INFINITY} for all at once
   */
  public static Load requestRate(double perSecond) {
    return Load.of("requestRate(" + perSecond + ")", Map.of("request_rate", perSecond));
  }

  /**
   * vLLM's ramp by the user's number, {@code ramp_up_strategy: linear}: from one rate to the other
   * by equal differences.
   *
   * @param startRps users a second of the first, above 0
   * @param endRps of the last, above 0
   */
  public static Load linearRamp(double startRps, double endRps) {
    return ramp("linear", startRps, endRps);
  }

  /** The same by equal ratios, {@code ramp_up_strategy: exponential}. */
  public static Load exponentialRamp(double startRps, double endRps) {
    return ramp("exponential", startRps, endRps);
  }

  private static Load ramp(String strategy, double startRps, double endRps) {
    return Load.of(
        strategy + "Ramp(" + startRps + ", " + endRps + ")",
        Map.of(
            "ramp_up_strategy",
            strategy,
            "ramp_up_start_rps",
            startRps,
            "ramp_up_end_rps",
            endRps));
  }

  /** A rate that goes with time, {@code rate_stages}: users a second, and bursts. */
  public static Load rateStages(Stage... stages) {
    return Load.of(
        "rateStages(…)",
        Map.of("rate_stages", Arrays.stream(stages).map(each -> each.terms("rate")).toList()));
  }

  /** A rate over time from a CSV of {@code seconds,value}, {@code rate_curve}. */
  public static Load rateCurve(Path csv) {
    return Load.of("rateCurve(" + csv + ")", Map.of("rate_curve", csv));
  }

  /** Times that a run wrote ({@code results/arrivals}), {@code arrivals_file}. */
  public static Load arrivalsFile(Path file) {
    return Load.of("arrivalsFile(" + file + ")", Map.of("arrivals_file", file));
  }

  /**
   * Users at the times that a data set's rows say ({@code timed_trace}, {@code mooncake_trace},
   * {@code azure_trace} …), each with its row's record; {@code trace_window} and {@code
   * trace_speedup} are options of the prompts.
   */
  public static Load arrivalsOf(Prompts prompts) {
    return Load.timesOf(prompts);
  }

  /**
   * So many users at once, as many as {@link Load#users} says in all or until the end of {@link
   * Load#during}: the next one comes in the turn of the event loop in which the one before has
   * gone. Saturates a server, and tells nothing of what users meet who do not wait for each other.
   *
   * @param users {@code max_concurrency}, at least 1
   */
  public static Load concurrentUsers(int users) {
    return Load.of("concurrentUsers(" + users + ")", Map.of("max_concurrency", users));
  }

  /** The same with a number that goes with time, {@code concurrency_stages}. */
  public static Load concurrencyStages(Stage... stages) {
    return Load.of(
        "concurrencyStages(…)",
        Map.of(
            "concurrency_stages",
            Arrays.stream(stages).map(each -> each.terms("concurrency")).toList()));
  }

  /** A stretch of time of {@link #rateStages} or {@link #concurrencyStages}. */
  public static Stage stage(Duration duration) {
    return Stage.lasting(duration);
  }

  private static double maxItl(StreamResult result) {
    double max = 0;
    for (double gap : result.itlMillis()) {
      max = Math.max(max, gap);
    }
    return max;
  }
}
