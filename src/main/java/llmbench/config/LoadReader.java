// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.LoadSpec.Replay;
import llmbench.plan.LoadSpec.UserSpec;
import llmbench.plan.RateProfile;
import llmbench.plan.RequestRate;
import llmbench.plan.TraceWindow;
import org.jspecify.annotations.Nullable;

/** When requests come: at times of their own, or when users are free. */
final class LoadReader {
  private final Values values;
  private final DatasetKind kind;

  LoadReader(Values values) {
    this.values = values;
    this.kind = DatasetKind.of(values);
  }

  LoadSpec read() {
    if (kind.inSessions()) {
      return TalkReader.load(values, kind);
    }
    checkWays();
    Duration asked = values.find(LoadKeys.DURATION);
    Duration duration = asked == null || asked.isZero() ? null : asked;
    checkUsers();
    checkDuration(duration);
    Curve curve = values.find(LoadKeys.RATE_CURVE);
    return new LoadSpec(
        new ArrivalSpec(
            WorkloadsReader.burstiness(values),
            rampUp(),
            curve == null ? values.find(LoadKeys.RATE_STAGES) : new RateProfile(curve),
            replay(),
            values.find(LoadKeys.ARRIVALS_FILE)),
        new UserSpec(values.find(LoadKeys.CONCURRENCY_STAGES), values.find(LoadKeys.THINK_TIME)),
        duration,
        values.get(LoadKeys.GRACE_PERIOD),
        new ShapeReader(values, !ways().isEmpty() || selfTimed()).read());
  }

  /** The keys given that each say when requests come. */
  private List<Key<?>> ways() {
    List<Key<?>> ways = new ArrayList<>();
    if (!Double.isInfinite(values.get(LoadKeys.REQUEST_RATE))) {
      ways.add(LoadKeys.REQUEST_RATE);
    }
    for (Key<?> key :
        List.of(
            LoadKeys.RAMP_UP_STRATEGY,
            LoadKeys.RATE_STAGES,
            LoadKeys.RATE_CURVE,
            LoadKeys.ARRIVALS_FILE)) {
      if (values.given(key)) {
        ways.add(key);
      }
    }
    if (WorkloadsReader.rated(values)) {
      ways.add(WorkloadKeys.WORKLOADS);
    }
    return ways;
  }

  private void checkWays() {
    List<Key<?>> ways = ways();
    if (Boolean.TRUE.equals(values.find(LoadKeys.SELF_TIMED))) {
      ways.add(LoadKeys.SELF_TIMED);
      if (!hasTimes() && kind != DatasetKind.REQUESTS) {
        values.mistake(
            LoadKeys.SELF_TIMED,
            "a data set whose rows have times: timed_trace, mooncake_trace, bailian_trace,"
                + " azure_trace, burstgpt_trace or requests",
            kind.key());
      }
    }
    if (ways.size() > 1) {
      List<String> names = ways.stream().map(Key::name).toList();
      values.mistake(
          ways.get(1),
          "one of " + String.join(", ", names) + " to say when requests come",
          "all of them");
    }
  }

  /** Whether the rows of the set say when they came. */
  private boolean hasTimes() {
    return kind == DatasetKind.TIMED_TRACE || kind.isTrace();
  }

  private boolean selfTimed() {
    Boolean asked = values.find(LoadKeys.SELF_TIMED);
    boolean users = values.given(LoadKeys.CONCURRENCY_STAGES) || values.given(LoadKeys.THINK_TIME);
    return asked == null
        ? hasTimes()
            && ways().isEmpty()
            && !users
            && !MixReader.several(values)
            && !FindReader.given(values)
        : asked;
  }

  private @Nullable Replay replay() {
    TraceWindow window = values.find(LoadKeys.TRACE_WINDOW);
    if (!selfTimed()) {
      if (window != null || values.get(LoadKeys.TRACE_SPEEDUP) != 1) {
        values.mistake(
            window == null ? LoadKeys.TRACE_SPEEDUP : LoadKeys.TRACE_WINDOW,
            "self_timed: true beside it",
            "requests with other times");
      }
      return null;
    }
    return new Replay(
        values.get(LoadKeys.TRACE_SPEEDUP), window == null ? TraceWindow.ALL : window);
  }

  private RequestRate.@Nullable Ramp rampUp() {
    String strategy = values.find(LoadKeys.RAMP_UP_STRATEGY);
    Map<Key<Double>, String> ends =
        Map.of(LoadKeys.RAMP_UP_START_RPS, "start", LoadKeys.RAMP_UP_END_RPS, "end");
    for (Key<Double> end : ends.keySet()) {
      if (strategy == null && values.given(end)) {
        values.mistake(end, "ramp_up_strategy: linear or exponential beside it", "none");
      } else if (strategy != null && !values.given(end)) {
        values.mistake(
            LoadKeys.RAMP_UP_STRATEGY,
            "ramp_up_start_rps and ramp_up_end_rps beside it",
            "no " + end.name());
      }
    }
    Double start = values.find(LoadKeys.RAMP_UP_START_RPS);
    Double end = values.find(LoadKeys.RAMP_UP_END_RPS);
    return strategy == null || start == null || end == null
        ? null
        : new RequestRate.Ramp(
            RequestRate.Strategy.valueOf(strategy.toUpperCase(Locale.ROOT)), start, end);
  }

  private boolean capped() {
    return values.given(Keys.MAX_CONCURRENCY)
        || values.given(Keys.CONCURRENCY_PROMPTS)
        || values.given(LoadKeys.CONCURRENCY_STAGES)
        || FindReader.given(values);
  }

  private void checkUsers() {
    String mend = "the stages say how many requests may be in flight";
    values.exclude(LoadKeys.CONCURRENCY_STAGES, Keys.MAX_CONCURRENCY, mend);
    values.exclude(LoadKeys.CONCURRENCY_STAGES, Keys.CONCURRENCY_PROMPTS, mend);
    for (Key<?> key : List.of(LoadKeys.CONCURRENCY_STAGES, LoadKeys.THINK_TIME)) {
      if (values.given(key) && (!ways().isEmpty() || selfTimed())) {
        values.mistake(
            key, "requests that come when users are free", "requests with times of their own");
      }
    }
    if (values.given(LoadKeys.THINK_TIME) && !capped()) {
      values.mistake(
          LoadKeys.THINK_TIME,
          "a number of users: max_concurrency, concurrency_prompts or concurrency_stages",
          "none");
    }
  }

  private void checkDuration(@Nullable Duration duration) {
    if (duration == null) {
      boolean other = ShapeKeys.needGrace().stream().anyMatch(values::given);
      if (!other && !values.get(LoadKeys.GRACE_PERIOD).equals(LoadSpec.DEFAULT_GRACE)) {
        values.mistake(LoadKeys.GRACE_PERIOD, "a duration beside it", "none");
      }
    } else if (!capped() && ways().isEmpty() && !selfTimed()) {
      values.mistake(
          LoadKeys.DURATION,
          "a rate or a number of users: request_rate, rate_stages, max_concurrency, …",
          "neither, so that all requests come at once");
    }
  }
}
