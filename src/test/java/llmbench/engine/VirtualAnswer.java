// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * A whole answer of a {@link VirtualRun}. All times are nanoseconds from the start of the run, and
 * exact: nothing lies between the engine and its client.
 *
 * @param index place of its request, from 0
 * @param request what was asked
 * @param sentNanos when it was sent: when it was due, or later where a cap held it back
 * @param tokenNanos when each of its tokens came, ascending, one for each output token; not copied
 */
public record VirtualAnswer(int index, VirtualRequest request, long sentNanos, long[] tokenNanos) {

  /** Time to first token, from the send. */
  public long ttftNanos() {
    return tokenNanos[0] - sentNanos;
  }

  /** End-to-end latency, from the send. */
  public long e2elNanos() {
    return tokenNanos[tokenNanos.length - 1] - sentNanos;
  }

  /** Time per output token, the first excluded, as vLLM has it; 0 with a single token. */
  public double tpotNanos() {
    return tokenNanos.length == 1
        ? 0
        : (double) (e2elNanos() - ttftNanos()) / (tokenNanos.length - 1);
  }
}
