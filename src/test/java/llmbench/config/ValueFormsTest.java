// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import llmbench.plan.DatasetOptions;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.Plan;
import llmbench.plan.Slo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a value is written, it becomes the same. */
class ValueFormsTest {

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
        "goodput_sets: {strict: {ttft: 200, itl: 50.5}, loose: {e2el: 9000}}",
        "goodput_sets: {strict: {ttft:200,itl:50.5},loose: {e2el:9000}}",
        "goodput_sets: {strict: 'ttft:200 itl:50.5', loose: e2el:9000}",
        "goodput_sets: {strict: [ttft:200, itl:50.5], loose: [e2el:9000]}",
      })
  void goodputSetsTakeAnyForm(String yaml) {
    assertThat(Configs.plan(yaml).metrics().goodputSets())
        .containsExactly(
            new GoodputSet("strict", Map.of(Metric.TTFT, 200.0, Metric.ITL, 50.5)),
            new GoodputSet("loose", Map.of(Metric.E2EL, 9000.0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10s", "10000ms", "'10 s'", "10.0s"})
  void sliceTakesAnyUnit(String value) {
    assertThat(Configs.plan("slice: " + value).metrics().slice()).isEqualTo(Duration.ofSeconds(10));
    assertThat(Configs.plan("slice: 1.5m").metrics().slice()).isEqualTo(Duration.ofSeconds(90));
    assertThat(Configs.plan("slice: 0").metrics().slice()).isNull();
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
    assertThat(Configs.plan(yaml).dataset().options())
        .isEqualTo(new DatasetOptions.Random(0.25, 0.5, 0, 1));
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
