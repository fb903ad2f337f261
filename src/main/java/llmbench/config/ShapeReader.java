// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import llmbench.plan.Api;
import llmbench.plan.CancelSpec;
import llmbench.plan.ShapeSpec;
import llmbench.plan.ThinkTime;
import org.jspecify.annotations.Nullable;

/** What shapes a load beside the times of its requests. */
final class ShapeReader {
  private final Values values;

  ShapeReader(Values values) {
    this.values = values;
  }

  ShapeSpec read() {
    return new ShapeSpec(values.find(ShapeKeys.PREFILL_CONCURRENCY), cancels(), probeRate());
  }

  private double probeRate() {
    double rate = values.get(ShapeKeys.PROBE_REQUEST_RATE);
    Api api = Api.of(values.get(Keys.BACKEND));
    if (rate > 0 && api.task() != Api.Task.TEXT && api.task() != Api.Task.POOLING) {
      values.mistake(
          ShapeKeys.PROBE_REQUEST_RATE, "a backend that takes a text", api.key() + " beside it");
    }
    return rate;
  }

  private @Nullable CancelSpec cancels() {
    Double ratio = values.find(ShapeKeys.CANCEL_RATIO);
    ThinkTime after = values.find(ShapeKeys.CANCEL_AFTER);
    Integer tokens = values.find(ShapeKeys.CANCEL_AFTER_TOKENS);
    boolean ratioGiven = values.given(ShapeKeys.CANCEL_RATIO);
    boolean afterGiven = values.given(ShapeKeys.CANCEL_AFTER);
    boolean tokensGiven = values.given(ShapeKeys.CANCEL_AFTER_TOKENS);
    values.exclude(
        ShapeKeys.CANCEL_AFTER, ShapeKeys.CANCEL_AFTER_TOKENS, "each says when to cancel");
    if (ratioGiven && !afterGiven && !tokensGiven) {
      values.mistake(
          ShapeKeys.CANCEL_RATIO, "cancel_after or cancel_after_tokens beside it", "neither");
    }
    if (!ratioGiven && (afterGiven || tokensGiven)) {
      values.mistake(
          afterGiven ? ShapeKeys.CANCEL_AFTER : ShapeKeys.CANCEL_AFTER_TOKENS,
          "a cancel_ratio beside it",
          "none");
    }
    return ratio == null || (after == null && tokens == null)
        ? null
        : new CancelSpec(ratio, after, tokens);
  }
}
