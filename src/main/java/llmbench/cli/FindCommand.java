// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code find [CONFIG]}: the largest load at which goals hold. */
@Command(
    name = "find",
    sortOptions = false,
    description = "Searches the largest load at which all goals hold (docs/search.md).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench find config.yaml --goal 'ttft p99 < 500ms' --from 1 --to 100",
      "  llmbench find --base-url http://localhost:8000 --tokenizer server \\",
      "      --goal 'tpot p95 < 50ms' --variable max_concurrency --from 1 --to 64 --budget 10m"
    })
final class FindCommand implements Callable<Integer> {
  /** Members of the key find. */
  static final List<FlagGroup> FLAGS =
      List.of(
          new FlagGroup(
              "The search",
              List.of(
                  Flag.value("--variable", "NAME", "request_rate", "or max_concurrency"),
                  Flag.value("--from", "LOAD", null, "the least load that is tried"),
                  Flag.value("--to", "LOAD", null, "the largest"),
                  Flag.value("--budget", "TIME", "30m", "of all probes together"),
                  Flag.value("--max-probes", "N", "40", "most probes"),
                  Flag.value("--precision", "SHARE", "5%", "half the width of the answer"),
                  Flag.value("--confidence", "SHARE", "95%", "of the answer"),
                  Flag.value("--gpus", "N", null, "that serve, for tokens per GPU"))));

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOptions config;

  @Option(
      names = "--goal",
      paramLabel = "GOAL",
      description = "what must hold, such as 'ttft p99 < 500ms'; may be given again")
  private List<String> goals = new ArrayList<>();

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, String> members = new LinkedHashMap<>();
    if (!goals.isEmpty()) {
      members.put("goals", Yaml.list(goals));
    }
    for (Flag flag : FLAGS.get(0).flags()) {
      OptionSpec option = spec.findOption(flag.name());
      if (option != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        members.put(flag.key(), Yaml.quoted(String.valueOf(option.<Object>getValue())));
      }
    }
    Map<String, String> own = new LinkedHashMap<>();
    if (!members.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      members.forEach((name, value) -> pairs.add(name + ": " + value));
      own.put("find", "{" + String.join(", ", pairs) + "}");
    }
    CommandLineRun run = config.run(own);
    try {
      if (run.plan().find() == null) {
        throw new ParameterException(
            spec.commandLine(), "expected --goal, --from and --to, or find in CONFIG, found none");
      }
    } catch (Refusal e) {
      if (json.asked()) {
        RunAsJson.begin(spec.commandLine().getOut()).refused(e);
      }
      return Refusals.say(e, spec.commandLine().getErr());
    }
    return Batches.run(run, null, false, json.asked(), spec);
  }
}
