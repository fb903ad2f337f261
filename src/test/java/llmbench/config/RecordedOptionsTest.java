// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.analysis.CaseStart;
import llmbench.analysis.RecordedPlan;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that were written as JSON and read again ask for the same results. */
class RecordedOptionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "label: 1.10",
        "label: yes",
        "label: \"010 \\u2028 \\U0001F600 \\x7f\"",
        "metadata: {a: '1', b: 010, c: no, d: 1.10, e: 1e5, f: \"x\\ty\"}",
        "metadata: 'a=1 b=2'",
        "extra_body: {a: 1e5, b: 0x1F, c: 1:30, d: no, e: null, g: 1.0E10, h: 18446744073709551615}",
        "goodput: {ttft: 500, tpot: 5e1}",
        "goodput: 'ttft:0.5 e2el:1000'",
        "metric_percentiles: '50,99.90'",
        "metric_percentiles: [99.90, 010]",
        "percentile_metrics: ttft",
        "random_range_ratio: '{\"input\": 0.1, \"output\": 0.20}'",
        "random_range_ratio: 1e-2",
        "request_timeout: 1.50",
        "seed: 010",
        "num_prompts: '1_000'",
        "max_failed_ratio: .5",
        "base_url: embedded\nengine_faults: ['3:http 500', 'reset after 3']\nengine_step_ms: 0.10",
        "result_filename: \"a 'b'.json\"",
        "input_output: [[8,4],[16,4]]\nconcurrency_prompts: [[1,2]]\nnum_runs: 3\nshuffle_cases: on",
        "repeat_until: {metric: mean_ttft_ms, half_width: 2.50%}",
        "repeat_until: {metric: p99_ttft_ms, half_width: 0.050, max_runs: 010}\nvary_seed: true",
        "save_detailed: yes\nmodel: 7",
      })
  void valuesOfEveryForm(String yaml) throws IOException {
    same(Configs.plan(yaml));
  }

  @Test
  void everyDefaultWrittenOut() throws IOException {
    for (Key<?> key : KeyIndex.all()) {
      if (key.defaultText() != null) {
        same(Configs.plan(key.name() + ": " + key.defaultText()));
      }
    }
  }

  private static void same(Plan plan) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    new ObjectMapper()
        .readerForMapOf(Object.class)
        .<Map<String, Object>>readValue(new ObjectMapper().writeValueAsBytes(plan.options()))
        .forEach(json::put);
    CaseStart start =
        new CaseStart(
            Instant.EPOCH,
            plan.cases().get(0),
            "m",
            null,
            false,
            Map.of(),
            plan.output().label(),
            plan.output().metadata(),
            json,
            Map.of());
    Plan again =
        RecordedPlan.of(Path.of("records/case.jsonl"), start, Map.of(), plan.output().resultDir());
    assertThat(again)
        .as(plan.options().toString())
        .usingRecursiveComparison()
        .ignoringFields("options", "request.requestIdPrefix", "target.model")
        .isEqualTo(plan);
    assertThat(again.options()).isEqualTo(json);
  }
}
