// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Refusal;
import llmbench.config.SweepConfig;
import llmbench.serverprocess.CommandLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sweep [CONFIG]}: many settings side by side, by the flags of vLLM's sweep. */
@Command(
    name = "sweep",
    sortOptions = false,
    subcommands = {SweepPlotCommand.class, SweepParetoCommand.class},
    commandListHeading = "%nPictures of its results:%n",
    synopsisSubcommandLabel = "[plot | plot_pareto]",
    description = "Measures many combinations of options, as vllm bench sweep serve does.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench sweep --serve-cmd 'vllm serve Qwen/Qwen3-0.6B' --serve-params serve.json \\",
      "      --bench-cmd 'vllm bench serve --model Qwen/Qwen3-0.6B' --bench-params bench.json",
      "  llmbench sweep config.yaml --grid '{max_concurrency: [1, 8], random_input_len: [128, 512]}'"
    })
final class SweepCommand implements Callable<Integer> {
  /** The keys of docs/sweeps.md. */
  static final List<FlagGroup> FLAGS =
      List.of(
          new FlagGroup(
              "What is measured",
              List.of(
                  Flag.value("--serve-params", "FILE", null, "settings of the server, JSON"),
                  Flag.value("--bench-params", "FILE", null, "settings of the benchmark, JSON"),
                  Flag.value("--link-vars", "A=B,…", null, "keeps pairs with equal values"),
                  Flag.value("--workload-var", "NAME", null, "request_rate or max_concurrency"),
                  Flag.value("--workload-iters", "N", "10", "levels of load"),
                  Flag.value("--num-runs", "N", "3", "runs of each point"),
                  Flag.value("--warmup-num-prompts", "N", "0", "of a run before them"))),
          new FlagGroup(
              "Server",
              List.of(
                  Flag.value("--serve-cmd", "COMMAND", null, "starts the server"),
                  Flag.value("--server-ready-timeout", "N", "300", "seconds until it is ready"),
                  Flag.value("--after-bench-cmd", "COMMAND", null, "runs after each run"))),
          new FlagGroup(
              "The experiment",
              List.of(
                  Flag.on("--continue-on-error", "what fails is recorded and passed over"),
                  Flag.on("--dry-run", "says what would be run"),
                  Flag.on("--resume", "runs what is missing"))));

  private static final String RUN_METRICS = "ttft,tpot,itl,e2el";

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOptions config;

  @Option(
      names = "--grid",
      paramLabel = "MAP",
      description = "our own: options with lists of values, the key sweep")
  private @Nullable String grid;

  @Option(
      names = "--bench-cmd",
      paramLabel = "COMMAND",
      description = "vllm bench serve with its flags: what all points have in common")
  private @Nullable String benchCmd;

  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      description = "folder of experiments [results]")
  private @Nullable String outputDir;

  @Option(
      names = {"-e", "--experiment-name"},
      paramLabel = "NAME",
      description = "folder of this one in it; by default the time")
  private @Nullable String experiment;

  @Option(
      names = "--show-stdout",
      description = "accepted; the console of each run is always shown")
  private boolean showStdout;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> own = new LinkedHashMap<>();
    if (benchCmd != null) {
      own.putAll(common(benchCmd));
    }
    own.putAll(
        ConfigOptions.given(
            spec, FLAGS.stream().flatMap(group -> group.flags().stream()).toList()));
    if (grid != null) {
      own.put("sweep", grid);
    }
    if (outputDir != null) {
      own.put("output_dir", Yaml.quoted(outputDir));
    }
    if (experiment != null) {
      own.put("experiment_name", Yaml.quoted(experiment));
    }
    if (showStdout) {
      spec.commandLine().getErr().println("--show-stdout has no effect: it is always shown");
    }
    return run(config.run(own));
  }

  private int run(CommandLineRun run) {
    spec.commandLine().getErr().flush();
    RunAsJson asJson = json.asked() ? RunAsJson.begin(spec.commandLine().getOut()) : null;
    try {
      Optional<SweepConfig> sweep = run.sweep();
      if (sweep.isPresent()) {
        return Batches.sweep(sweep.get(), null, asJson);
      }
      run.plan(); // tells the mistakes
    } catch (Refusal e) {
      if (asJson != null) {
        asJson.refused(e);
      }
      return Refusals.say(e, spec.commandLine().getErr());
    }
    throw new ParameterException(
        spec.commandLine(),
        "expected --grid, --serve-params, --bench-params or --workload-var, found none of them");
  }

  /** The sweep sets what is computed and where it goes, as in vLLM. */
  private Map<String, String> common(String command) {
    try {
      Asked asked = ServeCommand.of(CommandLine.split(command));
      asked.notices().forEach(spec.commandLine().getErr()::println);
      Map<String, String> options = new LinkedHashMap<>(asked.overrides());
      options.put("percentile_metrics", RUN_METRICS);
      return options;
    } catch (ParameterException | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--bench-cmd: " + e.getMessage(), e);
    }
  }
}
