// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Refusal;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;
import llmbench.results.ResultFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: one measurement by the flags of {@code vllm bench serve}. */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Measures a server by the flags of vllm bench serve 0.32, with its defaults.",
      "No file is left unless --save-result, --append-result or a plot is asked for."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench serve --model Qwen/Qwen3-8B --random-input-len 256 --random-output-len 64",
      "  llmbench serve --backend openai-chat --endpoint /v1/chat/completions \\",
      "      --base-url http://localhost:8000 --model my-model --tokenizer ./tokenizer \\",
      "      --max-concurrency 8 --num-prompts 80 --save-result --result-dir results"
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = {"-D", "--set"},
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "Our own: any key of docs/config.md.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Our own: keeps records, status and our own result file in DIR.")
  private @Nullable Path keep;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  /** Adds vLLM's flags, and its way of parsing. */
  static void addFlags(CommandLine serve) {
    FlagGroup.addTo(serve.getCommandSpec(), ServeFlags.groups());
    serve.setOverwrittenOptionsAllowed(true);
    serve.setAbbreviatedOptionsAllowed(true);
  }

  /** The values of vLLM's flags that were given, by key. */
  static Map<String, Object> given(CommandSpec spec) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (Flag flag : ServeFlags.all()) {
      OptionSpec option = spec.findOption(flag.name());
      if (option != null && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        Object value = option.getValue();
        given.put(flag.key(), value == null ? List.of() : value);
      }
    }
    return given;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Object> given = given(spec);
    Asked asked = ServeOptions.of(given);
    PrintWriter err = spec.commandLine().getErr();
    asked.notices().forEach(err::println);
    err.flush();
    SavedResult saved = SavedResult.asked(given);
    RunAsJson asJson = json.asked() ? RunAsJson.begin(spec.commandLine().getOut()) : null;
    try (TemporaryFolder temporary = TemporaryFolder.make()) {
      return measure(asked, saved, temporary.path(), asJson);
    } catch (Refusal e) {
      if (asJson != null) {
        asJson.refused(e);
      }
      return Refusals.say(e, err);
    }
  }

  private int measure(Asked asked, SavedResult saved, Path temporary, @Nullable RunAsJson asJson)
      throws IOException {
    Map<String, String> options = new LinkedHashMap<>(asked.overrides());
    Path folder = keep == null ? temporary.resolve("results") : keep;
    options.put("result_dir", Yaml.quoted(folder.toString()));
    set.forEach((key, value) -> options.put(key.replace('-', '_'), value));
    CommandLineRun run = CommandLineRun.of(Path.of(PlanReader.NO_FILE), options);
    Plan plan = run.plan();
    if (saved.asked() || !saved.plots().isEmpty()) {
      ResultFolder.prepare(saved.folder());
    }
    Main.started();
    Path gatling = temporary.resolve("gatling");
    int code = keep == null ? run.runWithoutResults(gatling) : run.run(gatling, false);
    List<Path> pictures = saved.writePlots(plan);
    Path file = saved.asked() ? saved.write(plan) : null;
    PrintWriter out = spec.commandLine().getOut();
    if (asJson != null) {
      asJson.print(folder, file);
    } else {
      pictures.forEach(picture -> out.println("Plot: " + picture));
      if (saved.asked()) {
        out.println(file == null ? "There is no result to be saved." : "Result: " + file);
      }
    }
    out.flush();
    return code;
  }

  /**
   * What the words of a command {@code vllm bench serve …} ask for.
   *
   * @param words all of them, the program's name too
   * @throws CommandLine.ParameterException if one is wrong
   */
  static Asked of(List<String> words) {
    List<String> args = new ArrayList<>(words.subList(words.indexOf("serve") + 1, words.size()));
    CommandLine serve = new CommandLine(new ServeCommand());
    addFlags(serve);
    serve.parseArgs(VllmArguments.plain(args).toArray(new String[0]));
    return ServeOptions.of(given(serve.getCommandSpec()));
  }
}
