// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import org.jspecify.annotations.Nullable;

/**
 * All that was measured of one finished request, or of one try where a request was sent again.
 * Times are nanoseconds of the run's {@link NanoClock} relative to the log's anchor.
 *
 * @param index position of the prompt in the case, from 0
 * @param attempt 0 for the first try
 * @param last whether no further try followed, so that this line stands for the request
 * @param intendedNanos when the request was due: the time its slot was free, or its arrival time
 * @param sentNanos just before it was handed to the HTTP client, as vLLM's {@code st}
 * @param headersNanos when the response's headers were read; -1 if none came
 * @param endNanos when the body's end, or the failure, was seen
 * @param chunkNanos time of every chunk that vLLM would count (see {@link ChunkKind}), ascending;
 *     may be empty
 * @param chunkKinds kind of each chunk; same length
 * @param askedPromptTokens length of the prompt as the dataset counted it
 * @param askedOutputTokens the answer's length as asked of the server
 * @param promptTokens the count used in figures
 * @param outputTokens the count used in figures; 0 if the request failed before any output
 * @param outcome how it ended
 * @param httpStatus the status; 0 if none came
 * @param error the failure's text: the body's message where there is one; null on success
 * @param finishReason the server's; null if none came
 * @param cachedPromptTokens {@code usage.prompt_tokens_details.cached_tokens}; -1 if not given
 * @param generatedText the text generated; null unless detail is saved
 * @param writtenNanos when its connection was there and it was written to it; -1 if it never was
 * @param reasoningTokens of usage; -1 if not given
 * @param chunkTokens tokens of each chunk with output (see {@link ChunkKind#isOutput}); empty where
 *     each holds one, or where nobody knows
 * @param about what else is known of it
 */
public record RequestRecord(
    int index,
    int attempt,
    boolean last,
    String requestId,
    long intendedNanos,
    long sentNanos,
    long headersNanos,
    long endNanos,
    long[] chunkNanos,
    byte[] chunkKinds,
    int askedPromptTokens,
    int askedOutputTokens,
    int promptTokens,
    TokenSource promptTokensFrom,
    int outputTokens,
    TokenSource outputTokensFrom,
    Outcome outcome,
    int httpStatus,
    @Nullable String error,
    @Nullable String finishReason,
    int cachedPromptTokens,
    @Nullable String generatedText,
    long writtenNanos,
    int reasoningTokens,
    int[] chunkTokens,
    RequestAbout about) {

  /**
   * Checks that the arrays match. Arrays are not copied: a record is made once and never changed.
   */
  public RequestRecord {
    if (chunkNanos.length != chunkKinds.length) {
      throw new IllegalArgumentException(
          "chunk times and kinds differ in length: "
              + chunkNanos.length
              + ", "
              + chunkKinds.length);
    }
  }
}
