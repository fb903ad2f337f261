// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.recording.ChunkKind;
import llmbench.recording.RequestRecord;
import llmbench.recording.RequestSession;

/**
 * One completed turn: the fields of vLLM's {@code RequestStats} ({@code
 * benchmarks/multi_turn/benchmark_serving_multi_turn.py}), and its number.
 *
 * @param ttftMillis from send to the first token
 * @param tpotMillis time of each further token
 * @param latencyMillis from send to the end
 * @param startMillis when it was sent, since the log's anchor
 * @param inputNumTurns messages that it carried, a system prompt not counted
 * @param inputNumTokens tokens of the request
 * @param outputNumTokens tokens of the answer
 * @param outputNumChunks chunks with output after the first
 * @param outputNumFirstChunkTokens tokens of the first chunk with output
 * @param approxCachedPercent tokens before the question as a share of all, in percent: what a
 *     server can have in its cache; 0 where it is not known
 * @param cachedPercent what the server's usage says it took from its cache, in percent of its
 *     prompt tokens; NaN where it does not say
 * @param conversationId whose turn it is
 * @param clientId who sent it, from 0; -1 if nobody knows
 * @param turn the user's turn, from 0
 */
public record TurnSample(
    double ttftMillis,
    double tpotMillis,
    double latencyMillis,
    double startMillis,
    int inputNumTurns,
    int inputNumTokens,
    int outputNumTokens,
    int outputNumChunks,
    int outputNumFirstChunkTokens,
    double approxCachedPercent,
    double cachedPercent,
    String conversationId,
    int clientId,
    int turn) {
  private static final double NANOS = 1e6;
  private static final double VLLM_LEAST_TTFT = 0.1;

  /** When it ended. */
  public double endMillis() {
    return startMillis + latencyMillis;
  }

  /**
   * By our reading: reasoning is output, the last output chunk is the end, times are those of
   * chunks, token counts the server's where it gives them. TPOT is the time after the first token
   * over the tokens after it, NaN for an answer of one token; of an answer that came whole TTFT and
   * TPOT are NaN.
   */
  static TurnSample ours(RequestRecord record) {
    Chunks chunks = Chunks.of(record, true);
    double ttft = chunks.firstMillis;
    double latency = chunks.lastMillis;
    int tokens = record.outputTokens();
    double tpot = tokens > 1 && chunks.streamed ? (latency - ttft) / (tokens - 1) : Double.NaN;
    return of(
        record,
        chunks,
        chunks.streamed ? ttft : Double.NaN,
        tpot,
        latency,
        record.promptTokens(),
        tokens);
  }

  /**
   * As vLLM: content only, the body's end is the end, tokens of the texts sent. Where the first
   * chunk holds several tokens, TPOT is the time after it over the tokens after it, and TTFT is
   * shortened by TPOT for each of its tokens but one; TPOT is 0 where nothing follows it.
   */
  static TurnSample vllm(RequestRecord record) {
    Chunks chunks = Chunks.of(record, false);
    double latency = (record.endNanos() - record.sentNanos()) / NANOS;
    double ttft = chunks.streamed ? chunks.firstMillis : latency;
    int tokens = record.outputTokens() - Math.max(0, record.reasoningTokens());
    int first = chunks.firstTokens;
    double tpot = tokens > 1 && tokens > first ? (latency - ttft) / (tokens - first) : 0;
    double corrected = first > 1 ? Math.max(VLLM_LEAST_TTFT, ttft - (first - 1) * tpot) : ttft;
    return of(record, chunks, corrected, tpot, latency, record.askedPromptTokens(), tokens);
  }

  private static TurnSample of(
      RequestRecord record,
      Chunks chunks,
      double ttft,
      double tpot,
      double latency,
      int inputTokens,
      int outputTokens) {
    RequestSession session = record.about().session();
    int asked = record.askedPromptTokens();
    return new TurnSample(
        ttft,
        tpot,
        latency,
        record.sentNanos() / NANOS,
        session.messages(),
        inputTokens,
        outputTokens,
        Math.max(0, chunks.count - 1),
        chunks.firstTokens,
        session.historyTokens() < 0 || asked == 0 ? 0 : 100.0 * session.historyTokens() / asked,
        record.cachedPromptTokens() < 0 || record.promptTokens() == 0
            ? Double.NaN
            : 100.0 * record.cachedPromptTokens() / record.promptTokens(),
        String.valueOf(session.conversation()),
        session.client(),
        session.turn());
  }

  /** What is needed of an answer's chunks. */
  private record Chunks(
      int count, int firstTokens, double firstMillis, double lastMillis, boolean streamed) {

    static Chunks of(RequestRecord record, boolean reasoning) {
      int count = 0;
      int outputs = 0;
      int first = -1;
      int firstOutput = 0;
      int last = record.chunkNanos().length - 1;
      for (int i = 0; i < record.chunkKinds().length; i++) {
        byte kind = record.chunkKinds()[i];
        if (kind == ChunkKind.OUTPUT || (reasoning && kind == ChunkKind.REASONING)) {
          if (first < 0) {
            first = i;
            firstOutput = outputs;
          }
          count++;
          last = i;
        }
        outputs += ChunkKind.isOutput(kind) ? 1 : 0;
      }
      int[] tokens = record.chunkTokens();
      int firstTokens = first < 0 ? 0 : firstOutput < tokens.length ? tokens[firstOutput] : 1;
      return new Chunks(count, firstTokens, millis(record, first), millis(record, last), count > 0);
    }

    private static double millis(RequestRecord record, int chunk) {
      long at = chunk < 0 ? record.endNanos() : record.chunkNanos()[chunk];
      return (at - record.sentNanos()) / NANOS;
    }
  }
}
