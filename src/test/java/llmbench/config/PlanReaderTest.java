// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values become, and which win. */
class PlanReaderTest {
  @TempDir Path folder;

  @Test
  void overrideWinsOverTheFile() {
    Plan plan = Configs.plan("seed: 1\nmodel: a\nlabel: x", "seed", "2", "label", "");
    assertThat(plan.seed()).isEqualTo(2);
    assertThat(plan.output().label()).isNull();
    assertThat(plan.options()).isEqualTo(Map.of("model", "a", "seed", 2L));
  }

  @Test
  void overrideOfASwitchNeedsNoValue() {
    assertThat(Configs.plan("dry_run: false", "dry_run", "").dryRun()).isTrue();
    assertThat(Configs.plan("", "dry_run", "false").dryRun()).isFalse();
  }

  @Test
  void propertiesNameFileAndOverrides() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "seed: 7\nmodel: a");
    Properties properties = new Properties();
    properties.setProperty("bench.config", file.toString());
    properties.setProperty("bench.model", "b");
    properties.setProperty("user.home", "/nowhere");
    Plan plan =
        new PlanReader(() -> "0123abcd").fromProperties(Path.of("none"), properties, Map.of());
    assertThat(plan.seed()).isEqualTo(7);
    assertThat(plan.target().model()).isEqualTo("b");
  }

  /** The first column is what arrives in the JVM that the plugin forks, the second was written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a \\\"b c\\\" \\'d\\' e\\\\n | `a \"b c\" 'd' e\\n`",
        "caf\\u00E9 \\uD83D\\uDE80    | `caf\u00e9 \ud83d\ude80`",
        "plain [1,2] ${X}          | plain [1,2] ${X}",
        "`a \"b\"`                 | `a \"b\"`",
        "a\\q                      | a\\q",
      })
  void escapesOfGatlingsPluginAreTakenBack(String arrived, String written) {
    Properties properties = new Properties();
    properties.setProperty("label", arrived);
    assertThat(new ForkedProperties(properties).get("label")).isEqualTo(arrived);
    properties.setProperty(
        "sun.java.command", "gatlingbooter1.jar io.gatling.app.Gatling -s simulations.X");
    assertThat(new ForkedProperties(properties).get("label")).isEqualTo(written);
  }

  @Test
  void emptyNameOfTheFileIsAMistake() {
    Properties properties = new Properties();
    properties.setProperty("bench.config", "");
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () -> new PlanReader().fromProperties(Path.of("none"), properties, Map.of()));
    assertThat(thrown.problems()).containsExactly("-Dbench.config: expected a path, found \"\"");
  }

  @Test
  void eachRunHasItsOwnRequestIds() throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), "");
    String first = new PlanReader().read(file, Map.of(), Map.of()).request().requestIdPrefix();
    String second = new PlanReader().read(file, Map.of(), Map.of()).request().requestIdPrefix();
    assertThat(first).matches("bench-[0-9a-f]{8}-").isNotEqualTo(second);
  }

  @Test
  void byteOrderMarkIsSkipped() {
    assertThat(Configs.plan("\uFEFFseed: 3").seed()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "host: example.org                    | http://example.org:8000",
        "port: 9                              | http://127.0.0.1:9",
        "port: '010'                          | http://127.0.0.1:10",
        "host: ::1                            | http://[::1]:8000",
        "base_url: http://h:1/                | http://h:1",
        "base_url: https://h/gateway//        | https://h/gateway",
        "base_url: http://[::1]:8000          | http://[::1]:8000",
        "`base_url: http://h/v1\nendpoint: /chat/completions` | http://h/v1",
        "base_url: embedded                   | embedded",
      })
  void addressIsMadeOfWhatIsGiven(String yaml, String url) {
    assertThat(Configs.plan(yaml).target().baseUrl()).isEqualTo(url);
  }

  @Test
  void scalarsMakeAListOfOne() {
    assertThat(
            Configs.plan("input_len: 5\noutput_len: 6\nmax_concurrency: 7\nnum_prompts: 8").cases())
        .containsExactly(new Case(1, 5, 6, 7, 8));
    assertThat(Configs.plan("random_input_len: 5\nconcurrency_prompts: [[1,2],[3,4]]").cases())
        .containsExactly(new Case(1, 5, 128, 1, 2), new Case(2, 5, 128, 3, 4));
  }

  @Test
  void listAndItsScalarsExcludeEachOther() {
    assertThat(
            Configs.problems(
                "input_output: [[1,2]]\nconcurrency_prompts: [[1,2]]\noutput_len: 3",
                "num_prompts",
                "4"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "config.yaml:3 output_len: expected output_len or input_output, found both"
                            + " (input_output at config.yaml:1)"),
            second ->
                assertThat(second)
                    .startsWith(
                        "-Dbench.num_prompts: expected num_prompts or concurrency_prompts, found"
                            + " both (concurrency_prompts at config.yaml:2)"));
    assertThat(
            Configs.plan(
                    "concurrency_prompts: [[1,2]]", "num_prompts", "4", "concurrency_prompts", "")
                .cases())
        .containsExactly(new Case(1, 1024, 128, null, 4));
  }

  @Test
  void twoCasesWithOneFileAreAMistakeThatNamesBoth() {
    assertThat(Configs.problems("input_output: [[1,2],[3,4],[1,2]]\nconcurrency_prompts: [[5,6]]"))
        .containsExactly(
            "config.yaml:1 input_output: expected a result file for each case, found"
                + " bench_io1x2_mc5_np6.json for case 1 and case 3");
    assertThat(Configs.problems("input_output: [[1,2]]\nconcurrency_prompts: [[5,6],[5,6]]"))
        .containsExactly(
            "config.yaml:2 concurrency_prompts: expected a result file for each case, found"
                + " bench_io1x2_mc5_np6.json for case 1 and case 2");
  }

  @Test
  void fileNameGoesWithASingleCase() {
    assertThat(Configs.plan("result_filename: mine.json").output().resultFilename())
        .isEqualTo("mine.json");
    assertThat(Configs.problems("result_filename: mine.json\ninput_output: [[1,2],[3,4]]"))
        .containsExactly(
            "config.yaml:1 result_filename: expected it with a single case that is run once,"
                + " found 2 of them, which would replace each other's file");
  }

  @Test
  void batchThatCouldNeverEndIsAMistake() {
    String pairs = "[" + "[1,1],".repeat(101) + "]";
    assertThat(Configs.problems("input_output: " + pairs + "\nconcurrency_prompts: " + pairs))
        .containsExactly(
            "config.yaml:1 input_output: expected at most 10000 cases, found 10201 cases");
  }

  @Test
  void lengthsThatCannotBeAreMistakes() {
    assertThat(Configs.problems("input_output: [[1,2]]\nrandom_range_ratio: 0.5"))
        .containsExactly(
            "config.yaml:1 input_output: expected at least 1 token after random_range_ratio, found"
                + " 0 for an input of 1");
    assertThat(
            Configs.problems(
                "base_url: embedded\nengine_max_model_len: 100\ninput_output: [[60,41]]"))
        .containsExactly(
            "config.yaml:3 input_output: expected at most 100 tokens together"
                + " (engine_max_model_len), found 101 for [60, 41]");
    assertThat(Configs.problems("engine_max_model_len: 100\ninput_output: [[60,41]]")).isEmpty();
  }
}
