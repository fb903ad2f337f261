// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.Metric;

/** Takes what happened in a case, request by request, each thing with its time. */
interface EventSink {

  /**
   * Whether it wants ITL, output and the longest gap. Without them a walk is many times as fast.
   */
  default boolean eachChunk() {
    return true;
  }

  /**
   * A value of a metric, at the time at which it was known: TTFT with the first output chunk, ITL
   * with the gap's second chunk, TPOT and E2EL with the last, queue time with the send.
   *
   * @param request the request's place in dispatch order
   */
  default void value(Metric metric, int request, long atNanos, double seconds) {}

  /** Prompt tokens, at the first output chunk: when they had been read. */
  default void prompt(long atNanos, int tokens) {}

  /** Output tokens of a chunk. */
  default void output(long atNanos, int tokens) {}

  /** A completed request, at its last output chunk. */
  default void completed(long atNanos, RequestLatencies latencies) {}

  /** A failed request, at its end. */
  default void failed(long atNanos) {}
}
