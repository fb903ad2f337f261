// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each request carries and how long it may take.
 *
 * @param requestIdPrefix vLLM's {@code --request-id-prefix}; the index is appended and sent as
 *     {@code x-request-id}
 * @param ignoreEos the payload's {@code ignore_eos}; null where the user left it to vLLM's rule (on
 *     for random)
 * @param logprobs vLLM's {@code --logprobs}; null for none
 * @param extraBody sampling parameters that were given, then {@code extra_body} over them: merged
 *     over the payload in this order; values as Jackson writes them
 * @param stream whether answers are to come as a stream, where the API has one
 * @param maxTokensField what the field of the answer's length is called; null for the API's name
 * @param connectTimeout from the start of a connection to its end; zero for none
 * @param requestTimeout from send to the end of the answer; zero for none
 * @param streamIdleTimeout between two reads, the wait for the first included; zero for none
 * @param maxRetries how often a failed request is sent again, 0 or more
 * @param maxAnswerBytes most bytes of an answer, decompressed
 * @param sloHeaders how each request tells its limits; null if it does not
 */
public record RequestSpec(
    String requestIdPrefix,
    @Nullable Boolean ignoreEos,
    @Nullable Integer logprobs,
    Map<String, Object> extraBody,
    boolean stream,
    @Nullable String maxTokensField,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration streamIdleTimeout,
    int maxRetries,
    int maxAnswerBytes,
    @Nullable SloHeaders sloHeaders) {
  /** {@code max_answer_bytes} where nobody says another: 64 MiB. */
  public static final int MAX_ANSWER_BYTES = 1 << 26;

  /** One whose requests do not tell their limits. */
  public RequestSpec(
      String requestIdPrefix,
      @Nullable Boolean ignoreEos,
      @Nullable Integer logprobs,
      Map<String, Object> extraBody,
      boolean stream,
      @Nullable String maxTokensField,
      Duration connectTimeout,
      Duration requestTimeout,
      Duration streamIdleTimeout,
      int maxRetries) {
    this(
        requestIdPrefix,
        ignoreEos,
        logprobs,
        extraBody,
        stream,
        maxTokensField,
        connectTimeout,
        requestTimeout,
        streamIdleTimeout,
        maxRetries,
        MAX_ANSWER_BYTES,
        null);
  }
}
