// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import llmbench.plan.Curve;
import llmbench.plan.RateProfile;
import llmbench.plan.SearchSpec;
import llmbench.plan.ThinkTime;
import llmbench.plan.TraceWindow;

/** The keys that say when requests come; as in {@link Keys}. */
final class LoadKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Double> REQUEST_RATE =
      required(
          "request_rate",
          ScalarTypes.number("> 0 (requests per second) or inf", r -> r > 0),
          "inf");
  static final Key<Double> BURSTINESS =
      required("burstiness", ScalarTypes.number("> 0 or inf", b -> b > 0), "1.0");
  static final Key<String> RAMP_UP_STRATEGY =
      optional("ramp_up_strategy", ScalarTypes.choice(List.of("linear", "exponential"), List.of()));
  static final Key<Double> RAMP_UP_START_RPS = optional("ramp_up_start_rps", rate());
  static final Key<Double> RAMP_UP_END_RPS = optional("ramp_up_end_rps", rate());
  static final Key<RateProfile> RATE_STAGES = optional("rate_stages", TrafficTypes.rateStages());
  static final Key<Curve> RATE_CURVE = optional("rate_curve", TrafficTypes.rateCurve());
  static final Key<Boolean> SELF_TIMED = optional("self_timed", ScalarTypes.flag());
  static final Key<Double> TRACE_SPEEDUP =
      required("trace_speedup", ScalarTypes.number("> 0", n -> n > 0 && Double.isFinite(n)), "1");
  static final Key<TraceWindow> TRACE_WINDOW = optional("trace_window", TrafficTypes.traceWindow());
  static final Key<Path> ARRIVALS_FILE = optional("arrivals_file", ScalarTypes.path());
  static final Key<Curve> CONCURRENCY_STAGES =
      optional("concurrency_stages", TrafficTypes.concurrencyStages());
  static final Key<ThinkTime> THINK_TIME = optional("think_time", TrafficTypes.thinkTime());
  static final Key<Duration> DURATION = optional("duration", ScalarTypes.seconds());
  static final Key<Duration> GRACE_PERIOD = required("grace_period", ScalarTypes.seconds(), "30");
  static final Key<SearchSpec> FIND = optional("find", new FindType());

  private LoadKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static ValueType<Double> rate() {
    return ScalarTypes.number("> 0 (requests per second)", r -> r > 0 && Double.isFinite(r));
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }

  private static <T> Key<T> optional(String name, ValueType<T> type) {
    Key<T> key = Key.optional(name, type);
    ALL.add(key);
    return key;
  }
}
