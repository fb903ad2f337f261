// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import llmbench.batch.LoadMaker;
import llmbench.dataset.Prompt;
import llmbench.gatling.Visits;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.Plan;
import llmbench.plan.ThinkTime;
import llmbench.random.NumpyLegacyRandom;
import llmbench.traffic.Arrivals;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * When the users of a scenario come: the shapes of load of {@code docs/load.md}, by the names,
 * rules and defaults of {@code config.yaml}, for {@code setUp}, beside Gatling's own injection.
 * Immutable: every method gives a changed copy. Made by {@link LlmDsl#requestRate} and those beside
 * it.
 *
 * <pre>{@code
 * setUp(
 *     requestRate(10).burstiness(0.5).seed(0).users(100).inject(visit),
 *     other.injectOpen(rampUsers(10).during(20)));
 * }</pre>
 *
 * <p>Times are computed before the load from the seed alone: for the same rate, burstiness, seed
 * and number they are those of the batch and of vLLM, to the nanosecond. A user begins on an event
 * loop of Gatling's that sleeps until then, and not by Gatling's injection, which knows whole
 * milliseconds; how late each was stands in {@link SessionKeys#START_LAG}.
 */
public final class Load {
  /** Keys of the batch that say when users come. */
  static final Set<String> KEYS =
      Set.of(
          "request_rate",
          "burstiness",
          "ramp_up_strategy",
          "ramp_up_start_rps",
          "ramp_up_end_rps",
          "rate_stages",
          "rate_curve",
          "arrivals_file",
          "concurrency_stages",
          "think_time",
          "max_concurrency",
          "duration",
          "num_prompts",
          "seed");

  private static final Prompt ANY = new Prompt("", 0, 1);

  private final Settings settings;
  private final @Nullable Prompts times;
  private final @Nullable Prompts fed;

  private Load(Settings settings, @Nullable Prompts times, @Nullable Prompts fed) {
    this.settings = settings;
    this.times = times;
    this.fed = fed;
  }

  static Load of(String place, Map<String, Object> values) {
    return new Load(Settings.of(place, KEYS).with(values), null, null);
  }

  static Load timesOf(Prompts prompts) {
    return new Load(Settings.of("arrivalsOf(" + prompts.place() + ")", KEYS), prompts, prompts);
  }

  /**
   * One of the batch's options of the load, as {@code docs/config.md} has it.
   *
   * @param value a String, number, boolean, {@link java.nio.file.Path}, or a List or Map of them
   * @throws IllegalArgumentException if the option has no effect here; the message lists those that
   *     have
   */
  public Load option(String key, Object value) {
    return new Load(settings.with(key, value), times, fed);
  }

  /**
   * {@code burstiness}, above 0: the shape of the gamma distribution of the gaps. 1, the default,
   * for users who know nothing of each other; below for bunches, above for evener gaps, {@link
   * Double#POSITIVE_INFINITY} for equal ones.
   */
  public Load burstiness(double shape) {
    return option("burstiness", shape);
  }

  /** {@code seed}; 0 unless told. */
  public Load seed(long seed) {
    return option("seed", seed);
  }

  /** How many users there are in all, {@code num_prompts}; 1,000 unless told. */
  public Load users(int users) {
    return option("num_prompts", users);
  }

  /** {@code duration}: for how long users come; in place of their number. */
  public Load during(Duration duration) {
    return option("duration", duration);
  }

  /**
   * {@code max_concurrency}: most users at once; one that is due waits in line for a place, and is
   * neither dropped nor given another time.
   */
  public Load maxConcurrency(int users) {
    return option("max_concurrency", users);
  }

  /** {@code think_time}: how long a place of {@link LlmDsl#concurrentUsers} stays free. */
  public Load thinkTime(Duration pause) {
    return option("think_time", pause);
  }

  /**
   * Has each user bring a record: user i the one at i, begun again when they are used up. So which
   * prompt is sent at which time depends on nothing that happens in the run, as in the batch; a
   * {@code feed} step would give records in the order of its calls.
   */
  public Load feeding(Prompts prompts) {
    return new Load(settings, times, prompts);
  }

  /**
   * When users come, in seconds from the start, in order.
   *
   * @throws IllegalArgumentException if the load has no such times, since users come when others
   *     have gone; or if its settings have mistakes, with all of them
   */
  public double[] seconds() {
    Plan plan = settings.plan();
    Arrivals arrivals = arrivals(plan);
    if (arrivals == null) {
      throw new IllegalArgumentException(
          settings.place()
              + ": expected a load with times, found one whose users come when others go");
    }
    return IntStream.range(0, arrivals.size()).mapToDouble(arrivals::seconds).toArray();
  }

  /**
   * The scenario under this load, for {@code setUp}; as any population of Gatling's it takes
   * protocols, and others to follow it.
   *
   * @throws IllegalArgumentException if the settings have mistakes, with all of them
   */
  public PopulationBuilder inject(ScenarioBuilder scenario) {
    Plan plan = settings.plan();
    IntFunction<Map<String, Object>> records = records();
    Arrivals arrivals = arrivals(plan);
    Case one = plan.cases().get(0);
    if (arrivals != null) {
      return Visits.open(arrivals, one.maxConcurrency(), records).inject(scenario);
    }
    LoadSpec load = plan.load();
    Curve levels = load.users().concurrency();
    ThinkTime think = load.users().thinkTime();
    return Settings.mended(
            settings.place(),
            () ->
                Visits.closed(
                    load.duration() == null || settings.has("num_prompts")
                        ? one.numPrompts()
                        : null,
                    one.users(),
                    levels == null ? null : new ConcurrencyLevels(levels),
                    think == null ? null : new ThinkTimes(think, plan.seed()),
                    load.duration(),
                    records))
        .inject(scenario);
  }

  private IntFunction<Map<String, Object>> records() {
    Prompts from = fed;
    if (from == null) {
      return index -> Map.of();
    }
    List<Map<String, Object>> all = from == times ? from.timed().records() : from.records();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(from.place() + ": expected a record, found none");
    }
    return index -> all.get(index % all.size());
  }

  /** Null where users come when others have gone. */
  private @Nullable Arrivals arrivals(Plan plan) {
    if (times != null) {
      return times.timed().arrivals();
    }
    Case one = plan.cases().get(0);
    if (!plan.open(one)) {
      return null;
    }
    List<Prompt> each = Collections.nCopies(one.numPrompts(), ANY);
    return Settings.mended(
        settings.place(),
        () ->
            LoadMaker.of(plan.load(), one, false, each, new NumpyLegacyRandom(plan.seed()))
                .arrivals());
  }
}
