// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import llmbench.plan.Api;
import llmbench.plan.CancelSpec;
import llmbench.plan.ShapeSpec;
import llmbench.plan.StopSpec;
import llmbench.plan.ThinkTime;
import org.jspecify.annotations.Nullable;

/** What shapes a load beside the times of its requests. */
final class ShapeReader {
  private final Values values;
  private final boolean timed;

  /**
   * A reader.
   *
   * @param timed whether requests come at times of their own, and not all at once
   */
  ShapeReader(Values values, boolean timed) {
    this.values = values;
    this.timed = timed;
  }

  ShapeSpec read() {
    return new ShapeSpec(
        values.find(ShapeKeys.PREFILL_CONCURRENCY),
        cancels(),
        probeRate(),
        stops(),
        values.find(ShapeKeys.WARMUP_PHASE),
        values.find(ShapeKeys.COOLDOWN_PHASE));
  }

  private StopSpec stops() {
    boolean ratio = values.given(ShapeKeys.STOP_ON_FAILURE_RATIO);
    int window = values.get(ShapeKeys.STOP_FAILURE_WINDOW);
    if (!ratio && window != StopSpec.DEFAULT_WINDOW) {
      values.mistake(ShapeKeys.STOP_FAILURE_WINDOW, "a stop_on_failure_ratio beside it", "none");
    }
    boolean saturation = values.get(ShapeKeys.STOP_ON_SATURATION);
    if (saturation && !timed) {
      values.mistake(
          ShapeKeys.STOP_ON_SATURATION,
          "requests with times of their own, such as a request_rate",
          "requests that come when users are free, or all at once");
    }
    Duration most = values.find(ShapeKeys.MAX_DURATION_TOTAL);
    return new StopSpec(
        values.find(ShapeKeys.STOP_ON_FAILURE_RATIO),
        window,
        values.find(ShapeKeys.STOP_ON_CONSECUTIVE_FAILURES),
        saturation,
        values.find(ShapeKeys.MAX_TOKENS_TOTAL),
        most == null || most.isZero() ? null : most);
  }

  private double probeRate() {
    double rate = values.get(ShapeKeys.PROBE_REQUEST_RATE);
    Api api = Api.of(values.get(TargetKeys.BACKEND));
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
    if (ratioGiven && values.get(TargetKeys.HTTP2)) {
      values.mistake(
          ShapeKeys.CANCEL_RATIO,
          "http2: false beside it, since a cancel closes the connection",
          "http2: true");
    }
    return ratio == null || (after == null && tokens == null)
        ? null
        : new CancelSpec(ratio, after, tokens);
  }
}
