// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of each request, in dispatch order and in vLLM's units (seconds), by our
 * reading: what {@code --save-detailed} puts into the result. A request is named by its position,
 * from 0; where none is missing that is its prompt's index.
 *
 * <p>Of a failed request, as in vLLM: TTFT and ITL as far as they came, latency 0, output length 0,
 * text empty.
 */
public final class RequestSamples {
  private final RequestTable table;
  private final int[] rows;
  private final long originNanos;

  RequestSamples(RequestTable table, int[] rows, long originNanos) {
    this.table = table;
    this.rows = rows;
    this.originNanos = originNanos;
  }

  /** Requests that were sent. */
  public int size() {
    return rows.length;
  }

  /** Whether the request is among the completed. */
  public boolean completed(int request) {
    return table.succeeded(Reading.OUTPUT, rows[request]);
  }

  /** Prompt tokens. */
  public int inputTokens(int request) {
    return table.promptTokens(rows[request]);
  }

  /** Output tokens; 0 if it failed. */
  public int outputTokens(int request) {
    return completed(request) ? table.outputTokens(rows[request]) : 0;
  }

  /** From send to the first output; 0 if none came. */
  public double ttftSeconds(int request) {
    long[] chunks = table.chunks(Reading.OUTPUT, rows[request]);
    return chunks.length == 0 ? 0 : seconds(chunks[0]);
  }

  /** The gaps between output chunks. */
  public double[] itlSeconds(int request) {
    long[] chunks = table.chunks(Reading.OUTPUT, rows[request]);
    double[] gaps = new double[Math.max(0, chunks.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = seconds(chunks[i + 1] - chunks[i]);
    }
    return gaps;
  }

  /** From send to the last output; 0 if it failed. */
  public double latencySeconds(int request) {
    if (!completed(request)) {
      return 0;
    }
    long[] chunks = table.chunks(Reading.OUTPUT, rows[request]);
    return seconds(chunks[chunks.length - 1]);
  }

  /** When it was sent, since the case began. */
  public double startSeconds(int request) {
    return seconds(table.sentNanos(rows[request]) - originNanos);
  }

  /** When its end, or its failure, was seen, since the case began. */
  public double endSeconds(int request) {
    return seconds(table.endNanos(rows[request]) - originNanos);
  }

  /**
   * Whether it completed within every limit, the limit itself included: its own, that is its row's
   * or its class's, else those for all. Its TPOT is 0 for a single token, as in vLLM.
   *
   * @param common the limits for all; null for none
   */
  public boolean meets(int request, @Nullable Slo common) {
    return completed(request)
        && new Limits(common == null ? Slo.NONE : common, true)
            .met(
                table.about(rows[request]).workload(),
                ttftSeconds(request),
                tpotSeconds(request),
                latencySeconds(request));
  }

  /** Time per output token after the first; 0 for a single token, and if it failed. */
  public double tpotSeconds(int request) {
    int tokens = outputTokens(request);
    return tokens < 2 ? 0 : (latencySeconds(request) - ttftSeconds(request)) / (tokens - 1);
  }

  /** From the time it was due to the time it was sent. */
  public double queueSeconds(int request) {
    int row = rows[request];
    return seconds(table.sentNanos(row) - table.intendedNanos(row));
  }

  /** The text generated; empty if it failed or the text was not kept. */
  public String generatedText(int request) {
    String text = completed(request) ? table.text(rows[request]) : null;
    return text == null ? "" : text;
  }

  /** Why it failed; empty if it completed. */
  public String error(int request) {
    String error = completed(request) ? null : table.error(rows[request]);
    return error == null ? "" : error;
  }

  static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
