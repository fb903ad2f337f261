// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/**
 * The usage object.
 *
 * @param cached prompt tokens found in the prefix cache; -1 leaves them out, as vLLM does without
 *     {@code --enable-prompt-tokens-details}
 */
record TokenUsage(int prompt, int completion, int cached) {
  /** {@code "usage":{…}} of a stream's last chunk. */
  String inStream() {
    return "\"usage\":{" + counts() + (cached < 0 ? "" : "," + details()) + "}";
  }

  /** The same of a chat's chunk under {@code continuous_usage_stats}. */
  String inEveryChatChunk() {
    return "\"usage\":{" + counts() + ",\"completion_tokens_details\":null}";
  }

  /** The same of a completion's chunk. */
  String inEveryChunk() {
    return "\"usage\":{" + counts() + "}";
  }

  /** The same of a response that is no stream. */
  String whole() {
    return "\"usage\":{"
        + counts()
        + ","
        + (cached < 0 ? "\"prompt_tokens_details\":null" : details())
        + ",\"completion_tokens_details\":null}";
  }

  private String counts() {
    return "\"prompt_tokens\":"
        + prompt
        + ",\"total_tokens\":"
        + (prompt + completion)
        + ",\"completion_tokens\":"
        + completion;
  }

  private String details() {
    return "\"prompt_tokens_details\":{\"cached_tokens\":" + cached + "}";
  }
}
