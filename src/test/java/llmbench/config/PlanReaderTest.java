// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.Plan;
import llmbench.plan.Slo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "config.yaml:1 result_filename: expected it with a single case, found 2 cases, which"
                + " would replace each other's file");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goodput: ttft:500 tpot:50.5",
        "goodput: 'ttft:500, tpot:50.5'",
        "goodput: [ttft:500, tpot:50.5]",
        "goodput: {ttft: 500, tpot: 50.5}",
        "goodput: [{ttft: 500}, tpot:50.5]",
      })
  void goodputTakesAnyForm(String yaml) {
    assertThat(Configs.plan(yaml).metrics().slo()).isEqualTo(new Slo(500.0, 50.5, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: version=0.3.3 tp=1 note=",
        "metadata: [version=0.3.3, tp=1, note=]",
        "metadata: {version: 0.3.3, tp: 1, note: }",
      })
  void metadataTakesAnyFormAndStaysText(String yaml) {
    assertThat(Configs.plan(yaml).output().metadata())
        .containsExactly(
            Map.entry("version", "0.3.3"), Map.entry("tp", "1"), Map.entry("note", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "percentile_metrics: tpot, client_queue_time",
        "percentile_metrics: [client_queue_time, tpot]",
      })
  void metricsTakeAnyForm(String yaml) {
    assertThat(Configs.plan(yaml).metrics().selected())
        .isEqualTo(EnumSet.of(Metric.TPOT, Metric.CLIENT_QUEUE_TIME));
  }

  @Test
  void percentilesKeepTheUsersOrder() {
    assertThat(Configs.plan("metric_percentiles: 99.9,50, 90").metrics().percentiles())
        .containsExactly(99.9, 50.0, 90.0);
    assertThat(Configs.plan("metric_percentiles: [90, '50', 90]").metrics().percentiles())
        .containsExactly(90.0, 50.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random_range_ratio: {input: 0.25, output: 0.5}",
        "random_range_ratio: '{\"input\": 0.25, \"output\": 0.5}'",
      })
  void rangeRatioMayDifferForInputAndOutput(String yaml) {
    assertThat(Configs.plan(yaml).dataset().inputRangeRatio()).isEqualTo(0.25);
    assertThat(Configs.plan(yaml).dataset().outputRangeRatio()).isEqualTo(0.5);
  }

  @Test
  void extraBodyIsMergedOverSamplingParametersInVllmsOrder() {
    Plan plan =
        Configs.plan(
            "extra_body: {min_p: 0.5, z: 1, top_k: 3}\ntemperature: 0\ntop_k: 2\ntop_p: 1");
    assertThat(plan.request().extraBody())
        .containsExactly(
            Map.entry("top_p", 1.0),
            Map.entry("top_k", 3L),
            Map.entry("temperature", 0.0),
            Map.entry("min_p", 0.5),
            Map.entry("z", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extra_body: {a: {b: [1, 2.5, 'x', true, null, 1e-5]}, c: no, d: 2024-01-01, e: 1:30, f: '1'}",
        "extra_body: '{\"a\": {\"b\": [1, 2.5, \"x\", true, null, 1e-5]}, \"c\": \"no\", \"d\":"
            + " \"2024-01-01\", \"e\": \"1:30\", \"f\": \"1\"}'",
      })
  void extraBodyIsReadAsJson(String yaml) {
    assertThat(Configs.plan(yaml).request().extraBody())
        .isEqualTo(
            Map.of(
                "a",
                Map.of("b", Arrays.asList(1L, 2.5, "x", true, null, 1e-5)),
                "c",
                "no",
                "d",
                "2024-01-01",
                "e",
                "1:30",
                "f",
                "1"));
  }

  @Test
  void timeoutsAreSecondsAndZeroIsNone() {
    Plan plan = Configs.plan("connect_timeout: 0.5\nrequest_timeout: 0\nstream_idle_timeout: 1e2");
    assertThat(plan.request().connectTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(plan.request().requestTimeout()).isZero();
    assertThat(plan.request().streamIdleTimeout()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void logprobsGoWithCompletions() {
    assertThat(Configs.plan("backend: vllm\nlogprobs: 3").request().logprobs()).isEqualTo(3);
  }

  @Test
  void engineKeysReachTheEngine() {
    Plan plan = Configs.plan("engine_exact: on\nengine_itl_ms: 20\nengine_faults: [a, b]");
    assertThat(plan.engine().exact()).isTrue();
    assertThat(plan.engine().itlMillis()).isEqualTo(20);
    assertThat(plan.engine().faults()).isEqualTo(List.of("a", "b"));
  }

  @Test
  void defaultValueOfAnUnbuiltOptionIsFineHoweverWritten() {
    assertThat(
            Configs.problems(
                "request_rate: .inf\nburstiness: 1\nprofile: no\ntimeline_itl_thresholds: [25, 50]"
                    + "\nrandom_mm_limit_mm_per_prompt: '{\"video\": 1, \"image\": 255}'"))
        .isEmpty();
  }
}
