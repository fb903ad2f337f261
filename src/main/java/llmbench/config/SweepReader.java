// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import llmbench.plan.ServerCommand;
import llmbench.plan.SweepSpec;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import org.jspecify.annotations.Nullable;

/** The keys of sweeps, and the command of a server that is started for the run. */
final class SweepReader {
  /** vLLM's {@code sweep serve --num-runs} and {@code sweep startup --num-runs}. */
  private static final int RUNS = 3;

  private static final int STARTUP_RUNS = 1;

  private static final String A_SWEEP =
      "a sweep beside it: sweep, serve_params, bench_params, workload_var or sweep_startup";

  private final Values values;

  SweepReader(Values values) {
    this.values = values;
  }

  /** Whether the configuration asks for a sweep, rightly or wrongly. */
  boolean asked() {
    return SweepKeys.MAKE_A_SWEEP.stream().anyMatch(values::given) || startup();
  }

  private boolean startup() {
    return values.get(SweepKeys.SWEEP_STARTUP);
  }

  /** Refuses what has an effect in sweeps alone. */
  void checkNone() {
    for (Key<?> key :
        List.of(
            SweepKeys.LINK_VARS,
            SweepKeys.WORKLOAD_ITERS,
            SweepKeys.AFTER_BENCH_CMD,
            SweepKeys.WARMUP_NUM_PROMPTS,
            SweepKeys.CONTINUE_ON_ERROR,
            SweepKeys.OUTPUT_DIR,
            SweepKeys.EXPERIMENT_NAME)) {
      if (changed(key)) {
        values.mistake(key, A_SWEEP, "none");
      }
    }
  }

  /** Given, and not as the default. */
  private boolean changed(Key<?> key) {
    Object value = values.find(key);
    return values.given(key) && value != null && !value.equals(key.defaultValue());
  }

  /** What starts the server; null for nothing. */
  @Nullable ServerCommand server() {
    String command = values.find(SweepKeys.SERVE_CMD);
    if (command == null) {
      if (changed(SweepKeys.SERVER_READY_TIMEOUT)) {
        values.mistake(SweepKeys.SERVER_READY_TIMEOUT, "serve_cmd beside it", "none");
      }
      return null;
    }
    List<Weighted> urls = values.find(TargetKeys.BASE_URL);
    if (urls != null && (urls.size() > 1 || urls.get(0).name().equals(Target.EMBEDDED))) {
      values.mistake(
          SweepKeys.SERVE_CMD,
          "the address of its server in base_url, or none, which is that of the command",
          urls.size() > 1 ? "several" : Target.EMBEDDED);
    }
    return new ServerCommand(
        command, Duration.ofSeconds(values.get(SweepKeys.SERVER_READY_TIMEOUT)));
  }

  SweepSpec read() {
    checkPoints();
    GateReader.refuse(values);
    ServerCommand server = server();
    if (server == null) {
      for (Key<?> key : List.of(SweepKeys.SERVE_PARAMS, SweepKeys.SWEEP_STARTUP)) {
        if (changed(key)) {
          values.mistake(key, "serve_cmd beside it", "none");
        }
      }
    }
    String links = values.find(SweepKeys.LINK_VARS);
    Path outputDir = values.find(SweepKeys.OUTPUT_DIR);
    return new SweepSpec(
        new SweepSpec.Points(
            values.find(SweepKeys.SWEEP),
            values.find(SweepKeys.SERVE_PARAMS),
            values.find(SweepKeys.BENCH_PARAMS),
            links == null ? "" : links,
            values.find(SweepKeys.WORKLOAD_VAR),
            values.get(SweepKeys.WORKLOAD_ITERS),
            values.get(Keys.NUM_PROMPTS)),
        new SweepSpec.Runs(
            values.given(Keys.NUM_RUNS)
                ? values.get(Keys.NUM_RUNS)
                : startup() ? STARTUP_RUNS : RUNS,
            values.get(SweepKeys.WARMUP_NUM_PROMPTS),
            values.get(SweepKeys.CONTINUE_ON_ERROR),
            startup()),
        new SweepSpec.Experiment(
            outputDir == null ? values.get(Keys.RESULT_DIR) : outputDir,
            values.find(SweepKeys.EXPERIMENT_NAME),
            values.get(Keys.DRY_RUN),
            values.get(Keys.RESUME)),
        server,
        values.find(SweepKeys.AFTER_BENCH_CMD));
  }

  private void checkPoints() {
    values.exclude(SweepKeys.BENCH_PARAMS, SweepKeys.SWEEP, "a grid takes the place of the file");
    boolean benches = values.given(SweepKeys.BENCH_PARAMS) || values.given(SweepKeys.SWEEP);
    if (values.given(SweepKeys.LINK_VARS) && !(benches && values.given(SweepKeys.SERVE_PARAMS))) {
      values.mistake(
          SweepKeys.LINK_VARS, "serve_params, and bench_params or sweep, beside it", "none");
    }
    if (changed(SweepKeys.WORKLOAD_ITERS) && !values.given(SweepKeys.WORKLOAD_VAR)) {
      values.mistake(SweepKeys.WORKLOAD_ITERS, "workload_var beside it", "none");
    }
    if (startup()) {
      String mend = "a sweep of starts measures no load";
      values.exclude(SweepKeys.SWEEP_STARTUP, SweepKeys.SWEEP, mend);
      values.exclude(SweepKeys.SWEEP_STARTUP, SweepKeys.BENCH_PARAMS, mend);
      values.exclude(SweepKeys.SWEEP_STARTUP, SweepKeys.WORKLOAD_VAR, mend);
      if (changed(SweepKeys.WARMUP_NUM_PROMPTS)) {
        values.mistake(SweepKeys.WARMUP_NUM_PROMPTS, "a sweep with load", "sweep_startup");
      }
    }
  }
}
