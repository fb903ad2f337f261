// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Locale;

/**
 * The latency metrics that vLLM's {@code --percentile-metrics} selects, in the order of its result.
 */
public enum Metric {
  /** Time to first token. */
  TTFT,
  /** Time per output token, the first excluded. */
  TPOT,
  /** Inter-token latency: the gap between two chunks. */
  ITL,
  /** End-to-end latency. */
  E2EL,
  /** From the time a request was due to the time it was sent. */
  CLIENT_QUEUE_TIME,
  /** {@link #E2EL} and {@link #CLIENT_QUEUE_TIME} together. */
  E2EL_INCLUDING_CLIENT_QUEUE;

  /** vLLM's name, as in the keys {@code mean_ttft_ms}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
