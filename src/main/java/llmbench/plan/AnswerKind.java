// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

/** How a case's answers come, which decides what figures there can be. */
public enum AnswerKind {
  /** As a stream: every figure. */
  STREAMED,

  /** All at once: no TTFT, TPOT and ITL. They are absent then, not zero. */
  WHOLE,

  /** All at once, with nothing generated: vLLM's {@code TaskType.POOLING}. */
  POOLED;

  /** Whether a metric can be measured. */
  public boolean has(Metric metric) {
    return switch (metric) {
      case TTFT, TPOT, ITL -> this == STREAMED;
      case E2EL, CLIENT_QUEUE_TIME, E2EL_INCLUDING_CLIENT_QUEUE -> true;
    };
  }

  /** The kind of an API's answers. */
  public static AnswerKind of(Api api, boolean stream) {
    return api.pooling() ? POOLED : api.streams() && stream ? STREAMED : WHOLE;
  }
}
