// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import llmbench.engine.EngineProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code engine}: the embedded engine alone. */
@Command(
    name = "engine",
    sortOptions = false,
    description = {
      "Runs the simulated engine on 127.0.0.1 until Ctrl-C, and prints its address.",
      "Its figures are of no real engine (docs/engine.md)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench engine --port 8010",
      "  llmbench engine --port 0 --exact --ttft-ms 50 --itl-ms 10 --fault '2:http 500'"
    })
final class EngineCommand implements Callable<Integer> {
  /** The options of {@link EngineProcess}, in its order. */
  static final List<FlagGroup> FLAGS =
      List.of(
          new FlagGroup(
              "Engine",
              List.of(
                  Flag.value("--port", "N", "8010", "0 is any free port"),
                  Flag.value("--model", "NAME", "llmbench/embedded", "name that it answers to"),
                  Flag.value(
                      "--tokenizer",
                      "NAME",
                      null,
                      "folder, tokenizer.json or hub id; else its own"),
                  Flag.on("--exact", "constant TTFT and ITL instead of batching"),
                  Flag.value("--ttft-ms", "X", "50", "exact mode's time to first token"),
                  Flag.value("--itl-ms", "X", "10", "exact mode's gap between tokens"),
                  Flag.value("--max-num-seqs", "N", "8", "sequences running at once"),
                  Flag.value("--max-num-batched-tokens", "N", "2048", "tokens of one step"),
                  Flag.value("--max-model-len", "N", "32768", "prompt and answer together"),
                  Flag.value("--step-ms", "X", "10", "fixed cost of a step"),
                  Flag.value("--step-per-seq-ms", "X", "0.15", "added per running sequence"),
                  Flag.value("--prefill-ms-per-token", "X", "0.05", "added per prompt token"),
                  Flag.on("--no-prefix-caching", "every prompt is computed whole"),
                  Flag.value("--kv-blocks", "N", "0", "blocks of 16 tokens; 0 is no limit"),
                  Flag.value("--seed", "N", "0", "of everything random in it"),
                  Flag.value("--api-key-env", "NAME", null, "wants the key in that variable"),
                  Flag.value("--tls-cert", "FILE", null, "PEM; serves HTTPS"),
                  Flag.value("--tls-key", "FILE", null, "PEM"),
                  Flag.value("--max-seconds", "N", "0", "ends by itself; 0 is never"),
                  Flag.on("--json", "prints its address as JSON"))));

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description = "a scripted fault, such as '2:http 500'; may be given again")
  private List<String> faults = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> args = new ArrayList<>();
    for (Flag flag : FLAGS.get(0).flags()) {
      OptionSpec option = spec.findOption(flag.name());
      if (option != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        args.add(flag.name());
        if (flag.kind() == Flag.Kind.VALUE) {
          args.add(String.valueOf(option.<Object>getValue()));
        }
      }
    }
    faults.forEach(fault -> args.addAll(List.of("--fault", fault)));
    return EngineProcess.run(args.toArray(new String[0]), System.out, System.err);
  }
}
