// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.plan.CancelSpec;
import llmbench.plan.Plan;
import llmbench.plan.ShapeSpec;
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
        "prefill_concurrency: 0 | prefill_concurrency: expected an integer ≥ 1",
      })
  void mistakesAreTold(String text, String told) {
    assertThat(Configs.problems(text)).singleElement().asString().contains(told);
  }
}
