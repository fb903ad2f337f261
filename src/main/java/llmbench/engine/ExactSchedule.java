// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** When each token of an answer is due: {@code first + k × gap}, however late others were. */
final class ExactSchedule {
  private final long firstNanos;
  private final long gapNanos;
  private final int length;
  private int tokens;

  /**
   * A schedule of an answer none of which exists yet.
   *
   * @param length its tokens, at least one
   */
  ExactSchedule(long firstNanos, long gapNanos, int length) {
    this.firstNanos = firstNanos;
    this.gapNanos = gapNanos;
    this.length = length;
  }

  /** When the next token is due; meaningless once all exist. */
  long nextNanos() {
    return firstNanos + tokens * gapNanos;
  }

  boolean complete() {
    return tokens == length;
  }

  /** Makes all tokens exist that are due by {@code now}, and tells how many exist. */
  int advanceTo(long now) {
    while (tokens < length && nextNanos() - now <= 0) {
      tokens++;
    }
    return tokens;
  }
}
