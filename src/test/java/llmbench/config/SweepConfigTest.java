// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import llmbench.plan.SweepSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a configuration asks for a sweep, and for which. */
class SweepConfigTest {
  @TempDir private Path folder;

  private Optional<SweepConfig> find(String yaml, String... overrides) throws IOException {
    Properties properties = new Properties();
    for (int i = 0; i < overrides.length; i += 2) {
      properties.setProperty("bench." + overrides[i], overrides[i + 1]);
    }
    return SweepConfig.find(Files.writeString(folder.resolve("c.yaml"), yaml), properties);
  }

  private SweepConfig config(String yaml, String... overrides) throws IOException {
    return find(yaml, overrides).orElseThrow();
  }

  private List<String> problems(String yaml) throws IOException {
    return config(yaml).problems().stream()
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve_cmd: vllm serve m",
        "sweep_startup: false",
        "num_runs: 3",
        "sweep:",
        "model: [",
      })
  void aBatchIsNoSweep(String yaml) throws IOException {
    assertThat(find(yaml)).isEmpty();
  }

  @Test
  void defaultsAreVllms() throws IOException {
    SweepConfig config = config("sweep: {seed: [1, 2]}");
    assertThat(config.problems()).isEmpty();
    assertThat(config.spec())
        .isEqualTo(
            new SweepSpec(
                new SweepSpec.Points(
                    Map.of("seed", List.of(1L, 2L)), null, null, "", null, 10, 1000),
                new SweepSpec.Runs(3, 0, false, false),
                new SweepSpec.Experiment(Path.of("results"), null, false, false),
                null,
                null));
    assertThat(config("workload_var: request_rate\nnum_runs: 1").spec().runs().numRuns())
        .isEqualTo(1);
    assertThat(config("sweep_startup: true\nserve_cmd: x").spec().runs())
        .isEqualTo(new SweepSpec.Runs(1, 0, false, true));
    assertThat(config("sweep: {a: 1}\nresult_dir: r").spec().experiment().outputDir())
        .isEqualTo(Path.of("r"));
    assertThat(config("sweep: {a: 1}\nresult_dir: r", "output_dir", "o").spec().experiment())
        .isEqualTo(new SweepSpec.Experiment(Path.of("o"), null, false, false));
  }

  @Test
  void itsRunsGetNothingThatIsTheSweeps() throws IOException {
    SweepConfig config =
        config(
            "sweep: {seed: [1]}\nresume: true\nnum_runs: 5\nlabel: x\nresult_filename: a.json",
            "continue_on_error",
            "true",
            "num_prompts",
            "7");
    assertThat(config.runOverrides())
        .containsOnly(
            Map.entry("sweep", ""),
            Map.entry("resume", "false"),
            Map.entry("num_runs", ""),
            Map.entry("result_filename", ""),
            Map.entry("continue_on_error", "false"),
            Map.entry("num_prompts", "7"));
    assertThat(
            new PlanReader()
                .read(config.file(), config.runOverrides(), Map.of())
                .cases()
                .get(0)
                .numPrompts())
        .isEqualTo(7);
  }

  @Test
  void settingsAreWhatResultsDependOn() throws IOException {
    SweepConfig config =
        config(
            """
            bench_params: b.json
            serve_cmd: vllm serve m --api-key s3cret
            header: {Authorization: s3cret}
            experiment_name: e
            output_dir: o
            continue_on_error: true
            server_ready_timeout: 7
            seed: 4
            """);
    assertThat(config.options())
        .containsOnly(
            Map.entry("bench_params", "b.json"),
            Map.entry("serve_cmd", "vllm serve m --api-key ***"),
            Map.entry("seed", 4L));
    assertThat(config.addressGiven()).isFalse();
    assertThat(config("sweep: {a: 1}\nport: 7").addressGiven()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve_params: s.json|c.yaml:1 serve_params: expected serve_cmd beside it, found none",
        "sweep_startup: true|c.yaml:1 sweep_startup: expected serve_cmd beside it, found none",
        "sweep: {a: 1} ; link_vars: a=b|c.yaml:2 link_vars: expected serve_params, and bench_params or"
            + " sweep, beside it, found none",
        "sweep: {a: 1} ; workload_iters: 3|c.yaml:2 workload_iters: expected workload_var beside it,"
            + " found none",
        "sweep: {a: 1} ; server_ready_timeout: 3|c.yaml:2 server_ready_timeout: expected serve_cmd"
            + " beside it, found none",
        "sweep: {a: 1} ; serve_cmd: x ; base_url: embedded|c.yaml:2 serve_cmd: expected the address of"
            + " its server in base_url, or none, which is that of the command, found embedded",
        "sweep: 5|c.yaml:1 sweep: expected a map, or its JSON as text, found 5",
        "sweep: {a: 1} ; modle: x|c.yaml:2 modle: expected a known key (see docs/config.md), found an"
            + " unknown one; the nearest known is model",
      })
  void mistakesAreToldWhereTheyAre(String yaml, String problem) throws IOException {
    assertThat(problems(yaml.replace(" ; ", "\n"))).containsExactly(problem);
  }

  @Test
  void aGridAndAFileOrLoadAndStartsDoNotGoTogether() throws IOException {
    assertThat(problems("sweep: {a: 1}\nbench_params: b\nsweep_startup: true\nserve_cmd: x"))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("bench_params: expected bench_params or sweep"))
        .anyMatch(problem -> problem.contains("sweep_startup: expected sweep_startup or sweep"));
  }
}
