// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;
import llmbench.results.ResultWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File names were compared with those of vLLM's own client. */
class SavedResultTest {
  @TempDir private Path folder;

  private Path saved(String... args) throws IOException {
    String[] words =
        Stream.concat(Stream.of("vllm", "bench", "serve"), Stream.of(args)).toArray(String[]::new);
    Map<String, String> options = new LinkedHashMap<>(ServeCommand.of(List.of(words)).overrides());
    options.put("result_dir", Yaml.quoted(folder.resolve("made").toString()));
    Plan plan =
        new PlanReader(() -> "01234567").read(Path.of(PlanReader.NO_FILE), options, Map.of());
    Path made = ResultWriter.fileOf(plan, plan.cases().get(0));
    Files.createDirectories(folder.resolve("made"));
    Files.writeString(made, "{\"date\":\"20260102-030405\",\"model_id\":\"Qwen/Qwen3-8B\"}");
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("save_result", true);
    given.put("result_dir", folder.toString());
    for (int i = 0; i + 1 < args.length; i += 2) {
      given.put(args[i].substring(2).replace('-', '_'), args[i + 1]);
    }
    return Objects.requireNonNull(SavedResult.asked(given).write(plan));
  }

  @Test
  void theNameIsVllms() throws IOException {
    assertThat(saved("--seed", "0").getFileName())
        .hasToString("openai-infqps-Qwen3-8B-20260102-030405.json");
    assertThat(saved("--request-rate", "10", "--max-concurrency", "4").getFileName())
        .hasToString("openai-10.0qps-concurrency4-Qwen3-8B-20260102-030405.json");
    assertThat(saved("--request-rate", "2.5", "--label", "mine").getFileName())
        .hasToString("mine-2.5qps-Qwen3-8B-20260102-030405.json");
    assertThat(
            saved(
                    "--ramp-up-strategy",
                    "linear",
                    "--ramp-up-start-rps",
                    "1",
                    "--ramp-up-end-rps",
                    "5",
                    "--max-concurrency",
                    "8")
                .getFileName())
        .hasToString("openai-ramp-up-linear-1qps-5qps-concurrency8-Qwen3-8B-20260102-030405.json");
  }

  @Test
  void plotsLieBesideTheResultUnderItsNameAlsoWithoutIt() throws IOException {
    saved("--seed", "0");
    Plan plan =
        new PlanReader(() -> "01234567")
            .read(
                Path.of(PlanReader.NO_FILE),
                Map.of(
                    "result_dir",
                    Yaml.quoted(folder.resolve("made").toString()),
                    "backend",
                    "openai"),
                Map.of());
    Path made = ResultWriter.fileOf(plan, plan.cases().get(0));
    String stem = made.getFileName().toString().replace(".json", "");
    Files.writeString(made.resolveSibling(stem + ".timeline.html"), "<html>");
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("plot_timeline", true);
    given.put("plot_dataset_stats", true);
    given.put("result_dir", folder.resolve("out").toString());
    Files.createDirectories(folder.resolve("out"));
    assertThat(SavedResult.asked(given).write(plan)).isNull();
    assertThat(SavedResult.asked(given).writePlots(plan))
        .as("lengths were not drawn")
        .containsExactly(
            folder.resolve("out/openai-infqps-Qwen3-8B-20260102-030405.timeline.html"));
    given.put("result_filename", "a.b.json");
    assertThat(SavedResult.asked(given).writePlots(plan))
        .containsExactly(folder.resolve("out/a.b.timeline.html"));
    given.put("result_filename", "a.b");
    assertThat(SavedResult.asked(given).writePlots(plan))
        .as("as pathlib")
        .containsExactly(folder.resolve("out/a.timeline.html"));
  }

  @Test
  void aResultIsAddedToWhatIsThere() throws IOException {
    Path file = folder.resolve("all.json");
    Files.writeString(file, "{\"first\":1}");
    SavedResult appended = new SavedResult(true, Set.of(), true, folder, "all.json", null);
    Path made = saved("--seed", "0");
    assertThat(made).exists();
    Plan plan =
        new PlanReader(() -> "01234567")
            .read(
                Path.of(PlanReader.NO_FILE),
                Map.of(
                    "result_dir",
                    Yaml.quoted(folder.resolve("made").toString()),
                    "backend",
                    "openai"),
                Map.of());
    appended.write(plan);
    assertThat(Files.readString(file))
        .isEqualTo("{\"first\":1}\n{\"date\":\"20260102-030405\",\"model_id\":\"Qwen/Qwen3-8B\"}");
  }

  @Test
  void ratesAreWrittenAsPythonWritesThem() {
    assertThat(SavedResult.python(Double.POSITIVE_INFINITY)).isEqualTo("inf");
    assertThat(SavedResult.python(10)).isEqualTo("10.0");
    assertThat(SavedResult.python(0.125)).isEqualTo("0.125");
  }
}
