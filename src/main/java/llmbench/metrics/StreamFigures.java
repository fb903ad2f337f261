// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;

/**
 * What streams tell beyond vLLM's figures, of completed requests. Statistics are empty where
 * nothing was told.
 *
 * @param completed requests looked at
 * @param connecting from sending to having a connection and writing the request: the wait for a
 *     pooled connection, or its set-up (name, TCP, TLS)
 * @param waiting from writing to the response's headers
 * @param receiving from the headers to the end of the body
 */
public record StreamFigures(
    int completed,
    LatencyStats connecting,
    LatencyStats waiting,
    LatencyStats receiving,
    Reasoning reasoning,
    TokensPerChunk tokensPerChunk,
    Lengths lengths) {

  /**
   * Reasoning and answer apart.
   *
   * @param requests with at least one chunk of reasoning
   * @param withoutAnswer requests that brought reasoning and nothing else
   * @param reasoningTokens by the server's usage; -1 if it told of none
   * @param timeToFirstAnswer from sending to the first chunk of the answer itself; TTFT counts
   *     reasoning too
   */
  public record Reasoning(
      int requests,
      int withoutAnswer,
      long reasoningChunks,
      long answerChunks,
      long reasoningTokens,
      LatencyStats timeToFirstAnswer) {}

  /**
   * ITL by token where a chunk holds several.
   *
   * @param severalTokens output chunks that held more than one token
   * @param perToken each gap, divided evenly over the tokens of the chunk that ended it, one value
   *     a token; a first chunk's tokens have no gap
   */
  public record TokensPerChunk(long outputChunks, long severalTokens, LatencyStats perToken) {}

  /**
   * Lengths asked for and had.
   *
   * @param promptsTold requests whose prompt the server counted
   * @param usualDifference tokens that the server counted over those asked, most often: what its
   *     chat template adds
   * @param otherPrompts requests with another difference
   * @param otherPromptIndexes the first of them, by index
   * @param shortAnswers answers with fewer tokens than asked for
   * @param shortAnswerIndexes the first of them, by index in order of completion
   */
  public record Lengths(
      int promptsTold,
      int usualDifference,
      int otherPrompts,
      List<Integer> otherPromptIndexes,
      int shortAnswers,
      List<Integer> shortAnswerIndexes) {
    private static final double MOST_ODD = 0.01;

    /** Whether so many lengths are off, over 1 %, that the case is not the one asked for. */
    public boolean notAsAsked(int completed) {
      return Math.max(otherPrompts, shortAnswers) > MOST_ODD * completed;
    }
  }
}
