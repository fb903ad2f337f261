// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchOptionsTest {
  @TempDir Path folder;

  private static ParameterSet set(String json) throws JsonProcessingException {
    return ParameterSet.of(PythonJson.MAPPER.readTree(json), "b.json entry 1");
  }

  private static Map<String, String> values(String json) throws JsonProcessingException {
    return new LinkedHashMap<>(BenchOptions.overrides(set(json)).values());
  }

  @Test
  void anOptionHasManySpellings() throws IOException {
    assertThat(
            values(
                "{\"--random-input-len\": 1, \"random-output-len\": 2, \"random_prefix_len\": 3}"))
        .containsExactly(
            Map.entry("random_input_len", "1"),
            Map.entry("random_output_len", "2"),
            Map.entry("random_prefix_len", "3"));
  }

  @Test
  void theLastOfTwoSpellingsCounts() throws IOException {
    assertThat(values("{\"num_prompts\": 1, \"num-prompts\": 2}"))
        .containsExactly(Map.entry("num_prompts", "2"));
  }

  @Test
  void dottedOptionsMakeAMap() throws IOException {
    assertThat(
            values("{\"extra-body.top_k\": 5, \"extra_body.a.b\": \"x\", \"extra_body.a.c\": [1]}"))
        .containsExactly(Map.entry("extra_body", "{\"top_k\":5,\"a\":{\"b\":\"x\",\"c\":[1]}}"));
    assertThatThrownBy(() -> values("{\"label\": \"x\", \"label.a\": 1}"))
        .hasMessage(
            "b.json entry 1 label.a: expected a member of a map, found one of something else; write"
                + " label as a map");
  }

  @Test
  void falseSetsAnOptionThatOnlyHasANoForm() throws IOException {
    assertThat(values("{\"oversample\": false, \"disable_shuffle\": false}"))
        .containsExactly(Map.entry("no_oversample", "true"), Map.entry("disable_shuffle", "false"));
    assertThatThrownBy(() -> values("{\"oversample\": true}"))
        .hasMessageContaining("oversample: expected");
  }

  @Test
  void unknownOptionsAreToldTogether() {
    assertThatThrownBy(
            () -> values("{\"radnom_input_len\": 1, \"seed\": 2, \"max-concurency\": 3}"))
        .hasMessage(
            """
            b.json entry 1 radnom_input_len: expected an option of vllm bench serve or a known key \
            (see docs/config.md), found an unknown one; the nearest known is random_input_len
            b.json entry 1 max-concurency: expected an option of vllm bench serve or a known key \
            (see docs/config.md), found an unknown one; the nearest known is max_concurrency""");
  }

  @Test
  void whatTheSweepSetsItselfHasNoEffect() throws IOException {
    String json =
        "{\"result-dir\": \"x\", \"seed\": 1, \"save_result\": true, \"_benchmark_name\": \"n\"}";
    assertThat(values(json)).containsOnlyKeys("seed");
    assertThat(BenchOptions.ignored(set(json))).containsExactly("result-dir", "save_result");
  }

  private PointPlans plans(String config, Map<String, String> overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), config);
    return new PointPlans(new PlanReader(), file, overrides, Map.of());
  }

  private SweepStep.Run run(ParameterSet bench) {
    SweepPoint point = new SweepPoint(ParameterSet.EMPTY, bench);
    return new SweepStep.Run(
        point, point.overrides(), 0, folder.resolve(point.folder()).resolve("run=0.json"));
  }

  @Test
  void aPointsPlanHasItsChangesLast() throws IOException {
    PointPlans plans =
        plans(
            "model: m\nrandom_input_len: 7\nnum_prompts: 9\nlabel: a\n",
            Map.of("num_prompts", "10", "random_output_len", "3"));
    Plan plan =
        plans.plan(
            run(
                set(
                    "{\"num-prompts\": \"12\", \"max_concurrency\": 4, \"label\": null, \"extra_body\": {\"x\": 1e-7}}")),
            Map.of("base_url", "http://localhost:7"));
    assertThat(plan.cases()).hasSize(1);
    assertThat(plan.cases().get(0).numPrompts()).isEqualTo(12);
    assertThat(plan.cases().get(0).maxConcurrency()).isEqualTo(4);
    assertThat(plan.output().label()).isNull();
    assertThat(plan.target().baseUrl()).isEqualTo("http://localhost:7");
    assertThat(plan.output().resultFilename()).isNull();
    assertThat(plan.output().resultDir().toString())
        .contains("BENCH--num-prompts=12")
        .endsWith("run=0");
    assertThat(plan.request().extraBody()).containsEntry("x", 1e-7);
    assertThat(plan.options())
        .containsEntry("random_output_len", 3L)
        .containsEntry("random_input_len", 7L);
  }

  @Test
  void mistakesOfAllPointsAreToldBeforeTheFirstRun() throws IOException {
    List<ParameterSet> benches =
        ParameterFile.of(
            PythonJson.MAPPER.readTree(
                "[{\"seed\": 1}, {\"max_concurrency\": 0}, {\"num_promts\": 2}, {\"random_input_len\": \"x\"}]"),
            "b.json");
    Sweep sweep = Sweep.of(List.of(ParameterSet.EMPTY), benches, List.of(), null);
    PointPlans plans = plans("model: m\nmax_concurrency: 1\nnum_prompts: 5\n", Map.of());
    assertThatThrownBy(() -> plans.check(sweep, true))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("b.json entry 2 max_concurrency: expected an integer ≥ 1, found 0\n")
        .hasMessageContaining("b.json entry 3 num_promts: expected an option")
        .hasMessageContaining(
            "b.json entry 4 random_input_len: expected an integer ≥ 1, found \"x\"");
  }

  @Test
  void aPointIsOneCase() throws IOException {
    PointPlans plans = plans("model: m\nconcurrency_prompts: [[1, 2], [2, 4]]\n", Map.of());
    Sweep sweep =
        Sweep.of(List.of(ParameterSet.EMPTY), List.of(set("{\"seed\": 1}")), List.of(), null);
    assertThatThrownBy(() -> plans.check(sweep, true))
        .hasMessageContaining(
            "b.json entry 1: expected a configuration of one case that is run once, found");
  }
}
