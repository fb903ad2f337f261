// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Preview;
import llmbench.batch.Refusal;
import llmbench.config.PlanReader;
import llmbench.dataset.Prompt;
import llmbench.report.LengthsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datasets show NAME}: some prompts of a data set, and how long they are. */
@Command(
    name = "show",
    description = {
      "Shows some prompts of a data set and how long they are; no server is asked.",
      "The options of the set are flags, such as --dataset-path, --tokenizer and --num-prompts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench datasets show random --tokenizer ./tokenizer --random-input-len 256",
      "  llmbench datasets show custom --dataset-path prompts.jsonl --tokenizer ./tokenizer -n 3"
    })
final class DatasetsShowCommand implements Callable<Integer> {
  private static final int MOST_CHARACTERS = 2000;

  /** APIs of sets that are not for chats. */
  private static final Map<String, String> BACKENDS =
      Map.of(
          "timed_trace", "openai",
          "random-audio", "openai-audio",
          "random-rerank", "vllm-rerank");

  @Parameters(paramLabel = "NAME", description = "a name that datasets lists")
  private String name = "";

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "prompts that are shown (default: ${DEFAULT-VALUE})")
  private int shown = 2;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("num_prompts", "100");
    options.put("backend", BACKENDS.getOrDefault(name, "openai-chat"));
    options.putAll(ConfigOptions.keysGiven(spec));
    options.put("dataset_name", Yaml.quoted(name));
    try {
      Preview.CasePrompts only =
          Preview.of(
                  CommandLineRun.of(Path.of(PlanReader.NO_FILE), options).plan(),
                  System.getenv(),
                  err::println)
              .get(0);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json.asked() ? json(only.prompts()) : text(only.prompts()));
      out.flush();
      return 0;
    } catch (Refusal e) {
      return Refusals.say(e, err);
    }
  }

  private String text(List<Prompt> prompts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(shown, prompts.size()); i++) {
      Prompt prompt = prompts.get(i);
      text.append("prompt ").append(i);
      text.append(" (").append(prompt.promptLen()).append(" tokens, ");
      text.append(prompt.outputLen()).append(" asked):\n  ");
      text.append(PromptText.of(prompt, MOST_CHARACTERS)).append("\n\n");
    }
    return text.append(LengthsTable.of(name, lens(prompts), outputs(prompts))).toString();
  }

  private String json(List<Prompt> prompts) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("name", name).put("requests", prompts.size());
    ArrayNode promptLens = root.putArray("prompt_lens");
    ArrayNode outputLens = root.putArray("output_lens");
    ArrayNode texts = root.putArray("prompts");
    prompts.forEach(prompt -> promptLens.add(prompt.promptLen()));
    prompts.forEach(prompt -> outputLens.add(prompt.outputLen()));
    prompts.stream()
        .limit(shown)
        .forEach(prompt -> texts.add(PromptText.of(prompt, Integer.MAX_VALUE)));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static int[] lens(List<Prompt> prompts) {
    return prompts.stream().mapToInt(Prompt::promptLen).toArray();
  }

  private static int[] outputs(List<Prompt> prompts) {
    return prompts.stream().mapToInt(Prompt::outputLen).toArray();
  }
}
