// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a request's stream measured, as its event loop knows it when it ends: the values that checks
 * see and that become session attributes.
 */
public final class StreamResult {
  private static final double NANOS_PER_MILLI = 1e6;

  private final StreamEnd end;

  StreamResult(StreamEnd end) {
    this.end = end;
  }

  /** How it ended. */
  Outcome outcome() {
    return end.outcome();
  }

  /** HTTP status; 0 if none came. */
  int status() {
    return end.status();
  }

  /** The failure's text; null on success. */
  @Nullable String error() {
    return end.error();
  }

  /** From sending to the first chunk with output, ms; NaN if there was none, or no stream. */
  public double ttftMillis() {
    return hasOutput() && !end.capture().whole()
        ? end.capture().firstOutputNanos() / NANOS_PER_MILLI
        : Double.NaN;
  }

  /** From sending to the last chunk with output, ms; NaN if there was none. */
  public double e2elMillis() {
    return hasOutput() ? end.capture().lastOutputNanos() / NANOS_PER_MILLI : Double.NaN;
  }

  /** (E2EL − TTFT) / (output tokens − 1), ms; NaN with fewer than two tokens, or no stream. */
  public double tpotMillis() {
    int tokens = outputTokens();
    return tokens > 1 && hasOutput() ? (e2elMillis() - ttftMillis()) / (tokens - 1) : Double.NaN;
  }

  /** Gaps between chunks with output, ms, in order; empty with fewer than two. */
  public double[] itlMillis() {
    StreamCapture capture = end.capture();
    double[] gaps = new double[Math.max(0, capture.outputChunks() - 1)];
    long before = -1;
    int n = 0;
    for (int i = 0; i < capture.chunkCount(); i++) {
      if (llmbench.recording.ChunkKind.isOutput(capture.chunkKind(i))) {
        long nanos = capture.chunkNanos(i);
        if (before >= 0) {
          gaps[n++] = (nanos - before) / NANOS_PER_MILLI;
        }
        before = nanos;
      }
    }
    return gaps;
  }

  /**
   * {@code usage.completion_tokens}, or the number of chunks with output where the server gave
   * none.
   */
  public int outputTokens() {
    int usage = end.capture().completionTokens();
    return usage > 0 ? usage : end.capture().outputChunks();
  }

  /** {@code usage.prompt_tokens}; -1 where the server gave none. */
  int promptTokens() {
    return end.capture().promptTokens();
  }

  private boolean hasOutput() {
    return end.capture().outputChunks() > 0;
  }
}
