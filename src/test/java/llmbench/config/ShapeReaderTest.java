// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import llmbench.plan.CancelSpec;
import llmbench.plan.PhaseSpec;
import llmbench.plan.Plan;
import llmbench.plan.ShapeSpec;
import llmbench.plan.StopSpec;
import llmbench.plan.ThinkTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeReaderTest {
  private static ShapeSpec shape(String text) {
    return Configs.plan(text).load().shape();
  }

  @Test
  void prefillsAreLimited() {
    Plan plan = Configs.plan("prefill_concurrency: 2\nmax_concurrency: 8");
    assertThat(plan.load().shape().prefillConcurrency()).isEqualTo(2);
    assertThat(plan.plainBatch(plan.cases().get(0))).isFalse();
  }

  @Test
  void cancelsAreByTimeOrByTokens() {
    assertThat(shape("cancel_ratio: 0.2\ncancel_after: 3").cancels())
        .isEqualTo(new CancelSpec(0.2, new ThinkTime.Constant(3), null));
    assertThat(shape("cancel_ratio: 1\ncancel_after_tokens: 16").cancels())
        .isEqualTo(new CancelSpec(1, null, 16));
  }

  @Test
  void phasesAreLoadsOfTheirOwn() {
    PhaseSpec warmup =
        Objects.requireNonNull(
            shape("warmup_phase: {duration: 30, request_rate: 5, burstiness: inf, drain: false}")
                .warmup());
    assertThat(warmup.open()).isTrue();
    assertThat(warmup.drain()).isFalse();
    assertThat(warmup.requestRate()).isEqualTo(5);
    assertThat(warmup.load().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(warmup.load().arrivals().burstiness()).isInfinite();
    PhaseSpec cooldown =
        Objects.requireNonNull(
            shape(
                    """
                    cooldown_phase:
                      num_prompts: 4
                      concurrency_stages: [{duration: 1, concurrency: 3}]
                    """)
                .cooldown());
    assertThat(cooldown.open()).isFalse();
    assertThat(cooldown.users()).isEqualTo(3);
  }

  @Test
  void stopsAreRead() {
    assertThat(
            shape(
                    """
                    request_rate: 4
                    stop_on_failure_ratio: 0.2
                    stop_failure_window: 50
                    stop_on_consecutive_failures: 9
                    stop_on_saturation: true
                    max_tokens_total: 5000000000
                    max_duration_total: 60
                    """)
                .stops())
        .isEqualTo(new StopSpec(0.2, 50, 9, true, 5_000_000_000L, Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cancel_ratio: 0.5 | cancel_ratio: expected cancel_after or cancel_after_tokens beside it",
        "cancel_after: 3 | cancel_after: expected a cancel_ratio beside it, found none",
        "cancel_after_tokens: 3 | cancel_after_tokens: expected a cancel_ratio beside it",
        "'cancel_ratio: 0\ncancel_after: 2' | cancel_ratio: expected a number > 0 and ≤ 1",
        "'cancel_ratio: 1.5\ncancel_after: 2' | cancel_ratio: expected a number > 0 and ≤ 1",
        "'cancel_ratio: 0.5\ncancel_after: 0' | expected seconds > 0, or a map",
        "'cancel_ratio: 0.5\ncancel_after: 2\ncancel_after_tokens: 2' | each says when to cancel",
        "'cancel_ratio: 0.5\ncancel_after: 2\nhttp2: true\nbase_url: https://a.example'"
            + " | http2: false beside it, since a cancel closes the connection",
        "stop_failure_window: 5 | stop_failure_window: expected a stop_on_failure_ratio beside it",
        "stop_on_failure_ratio: 1 | stop_on_failure_ratio: expected a number ≥ 0 and < 1",
        "'max_concurrency: 4\nstop_on_saturation: true' | expected requests with times of their own",
        "stop_on_saturation: true | expected requests with times of their own",
        "max_tokens_total: 0 | max_tokens_total: expected an integer from 1",
        "'probe_request_rate: 1\nbackend: vllm-rerank\ndataset_name: random-rerank'"
            + " | probe_request_rate: expected a backend that takes a text",
        "warmup_phase: {concurrency: 4} | expected num_prompts or duration, found neither",
        "warmup_phase: {num_prompts: 4} | expected one of request_rate, concurrency, rate_stages,",
        "'warmup_phase: {num_prompts: 4, request_rate: 2, concurrency: 1}' | found several",
        "'warmup_phase: {num_prompts: 4, concurrency: 2, burstiness: 2}' | beside burstiness, found",
        "'cooldown_phase: {num_prompts: 4, concurrency: 2, drain: true}' | found \"drain\"",
        "warmup_phase: 5 | expected a map such as {duration: 30, request_rate: 5}",
        "prefill_concurrency: 0 | prefill_concurrency: expected an integer ≥ 1",
      })
  void mistakesAreTold(String text, String told) {
    assertThat(Configs.problems(text)).singleElement().asString().contains(told);
  }
}
