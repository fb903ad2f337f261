// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.ClientSpec;
import llmbench.plan.DatasetSpec;
import llmbench.plan.GoodputSet;
import llmbench.plan.LoadSpec;
import llmbench.plan.MetricSpec;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import llmbench.plan.RequestSpec;
import llmbench.plan.SearchSpec;
import llmbench.plan.ServerCommand;
import llmbench.plan.Slo;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plan of a run from a configuration file and overrides of its keys. Nothing is sent and
 * nothing is written. All keys stand in {@code docs/config.md}.
 */
public final class PlanReader {
  /** What the names of system properties that override a key begin with. */
  public static final String PREFIX = "bench.";

  /** The property, after {@link #PREFIX}, that names the file. */
  public static final String CONFIG = "config";

  /** What is named as the file where there is none. */
  public static final String NO_FILE = "-";

  private static final Overrides NONE = new Overrides("", Map.of());

  private final Supplier<String> runId;

  /** A reader that draws a new id for each run. */
  public PlanReader() {
    this(() -> UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * A reader with ids of the caller's choice.
   *
   * @param runId eight hexadecimal digits, which {@code request_id_prefix} has by default
   */
  public PlanReader(Supplier<String> runId) {
    this.runId = runId;
  }

  /**
   * The plan that properties named {@code bench.*} ask for.
   *
   * @param defaultFile the file where {@code bench.config} names none
   * @throws ConfigException with every mistake
   */
  public Plan fromProperties(
      Path defaultFile, Properties properties, Map<String, String> environment) {
    Asked asked = Asked.of(defaultFile, properties);
    return read(asked.file(), asked.overrides(), environment);
  }

  /**
   * Reads a plan.
   *
   * @param configFile YAML in UTF-8
   * @param overrides values in YAML by key; one without a value takes the file's away
   * @param environment where {@code ${NAME}} in a header is looked up
   * @throws ConfigException with every mistake; a file that is not there is one
   */
  public Plan read(
      Path configFile, Map<String, String> overrides, Map<String, String> environment) {
    Problems problems = new Problems();
    String text = ConfigFile.read(configFile, problems);
    return read(configFile, text, problems, overrides, NONE, environment);
  }

  /**
   * Reads the plan of one point of a sweep.
   *
   * @param configFile YAML in UTF-8
   * @param overrides values in YAML by key; one without a value takes the file's away
   * @param point what this point changes, after the overrides
   * @param environment where {@code ${NAME}} in a header is looked up
   * @throws ConfigException with every mistake; a file that is not there is one
   */
  public Plan readPoint(
      Path configFile,
      Map<String, String> overrides,
      Overrides point,
      Map<String, String> environment) {
    Problems problems = new Problems();
    String text = ConfigFile.read(configFile, problems);
    return read(configFile, text, problems, overrides, point, environment);
  }

  /**
   * Reads a plan from a text.
   *
   * @param namedAs where the text is from, for messages
   * @param text YAML
   * @param overrides values in YAML by key; one without a value takes the text's away
   * @param environment where {@code ${NAME}} in a header is looked up
   * @throws ConfigException with every mistake
   */
  public Plan readText(
      Path namedAs, String text, Map<String, String> overrides, Map<String, String> environment) {
    return read(namedAs, text, new Problems(), overrides, NONE, environment);
  }

  private Plan read(
      Path name,
      @Nullable String text,
      Problems problems,
      Map<String, String> overrides,
      Overrides point,
      Map<String, String> environment) {
    Source file = new Source(name);
    Given given = new Given(problems);
    boolean whole = text != null && given.addFile(file, text);
    overrides.forEach((key, value) -> given.addOverride(Source.OVERRIDE, key, value));
    Source ofPoint = Source.override(point.place() + " ");
    point.values().forEach((key, value) -> given.addOverride(ofPoint, key, value));
    Values values = new Values(given, problems, file);
    if (!whole) {
      // What keys say together cannot be judged without those of the file.
      problems.throwIfAny();
    }
    Plan plan = plan(values, given, environment);
    problems.throwIfAny();
    return plan;
  }

  private Plan plan(Values values, Given given, Map<String, String> environment) {
    SweepReader sweep = new SweepReader(values);
    if (!sweep.asked()) {
      sweep.checkNone();
    }
    Target target = new TargetReader(values).read(environment);
    RequestSpec request = new RequestReader(values).read(runId);
    List<Case> cells = new CasesReader(values).read();
    AnswerKind answers = AnswerKind.of(target.api(), request.stream());
    MetricSpec metrics = metrics(values, answers);
    LoadSpec load = new LoadReader(values).read();
    DatasetSpec dataset =
        WorkloadsReader.given(values)
            ? new WorkloadsReader(values, environment, answers, request.sloHeaders()).read()
            : new DatasetReader(values).read();
    RepeatSpec repeats = new RepeatsReader(values).read(metrics, cells.size());
    SearchSpec find = new FindReader(values).read(metrics.answers(), cells.size());
    List<Case> cases =
        find == null
            ? RepeatsReader.order(cells, repeats, values.get(Keys.SEED))
            : FindReader.probes(cells, find);
    return new Plan(
        target,
        dataset,
        request,
        metrics,
        new OutputReader(values).read(cases),
        cases,
        repeats,
        find,
        load,
        values.get(Keys.SEED),
        values.get(Keys.NUM_WARMUPS),
        Duration.ofSeconds(values.get(Keys.READY_CHECK_TIMEOUT_SEC)),
        values.get(Keys.DRY_RUN),
        EngineReader.read(values),
        new ClientSpec(
            values.get(Keys.CLIENT_WARMUP),
            values.get(Keys.NETWORK_ADJUSTED),
            values.get(Keys.DRAIN_TIMEOUT),
            parallelCases(values)),
        new ServerReader(values).read(target.network(), sweep.server()),
        options(given, target, dataset));
  }

  /** What belongs to one case at a time cannot be had while several go on. */
  private static int parallelCases(Values values) {
    int cases = values.get(Keys.PARALLEL_CASES);
    if (cases > 1) {
      for (Key<Boolean> alone : List.of(Keys.PROFILE, Keys.RESET_PREFIX_CACHE)) {
        if (values.get(alone)) {
          values.mistake(alone, "it with parallel_cases: 1", "it with " + cases);
        }
      }
    }
    return cases;
  }

  private static MetricSpec metrics(Values values, AnswerKind answers) {
    checkStreamed(values, answers);
    Duration slice = values.get(Keys.SLICE);
    List<GoodputSet> goodputSets = values.find(Keys.GOODPUT_SETS);
    return new MetricSpec(
        Collections.unmodifiableSet(EnumSet.copyOf(values.get(Keys.PERCENTILE_METRICS))),
        List.copyOf(values.get(Keys.METRIC_PERCENTILES)),
        values.find(Keys.GOODPUT),
        goodputSets == null ? List.of() : goodputSets,
        slice.isZero() ? null : slice,
        values.get(Keys.HDR_HISTOGRAMS),
        answers);
  }

  /** Limits and bounds may only be of what there is. */
  private static void checkStreamed(Values values, AnswerKind answers) {
    Slo slo = values.find(Keys.GOODPUT);
    String found = "a limit of a stream's metric, which answers that come whole do not have";
    if (slo != null && answers != AnswerKind.STREAMED) {
      if (answers == AnswerKind.POOLED || slo.ttftMillis() != null || slo.tpotMillis() != null) {
        values.mistake(Keys.GOODPUT, "limits of e2el alone", found);
      }
    }
    List<GoodputSet> sets = values.find(Keys.GOODPUT_SETS);
    if (sets != null
        && sets.stream()
            .flatMap(set -> set.limitMillis().keySet().stream())
            .anyMatch(metric -> !answers.has(metric))) {
      values.mistake(Keys.GOODPUT_SETS, "limits of e2el and queue times alone", found);
    }
  }

  private static Map<String, Object> options(Given given, Target target, DatasetSpec dataset) {
    Map<String, Object> options = new LinkedHashMap<>();
    given
        .entries()
        .forEach(
            (key, entry) -> {
              Object value = JsonTypes.value(entry.node());
              if (key.equals(TargetKeys.HEADER.name())) {
                value = Headers.masked(target.headers());
              } else if (key.equals(SweepKeys.SERVE_CMD.name())) {
                value = ServerCommand.masked(String.valueOf(value));
              } else if (value != null && key.equals(WorkloadKeys.WORKLOADS.name())) {
                value = WorkloadsReader.masked(value, dataset);
              }
              if (value != null) {
                options.put(key, value);
              }
            });
    return Collections.unmodifiableMap(options);
  }
}
