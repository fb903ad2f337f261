// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import org.jspecify.annotations.Nullable;

/** One API's JSON for one response: the fields and their order are vLLM 0.32's. */
interface ResponseFormat {
  /** The chunk before the first token; null if the API has none. */
  byte @Nullable [] opening();

  /**
   * What stands before a token's escaped text in a chunk that carries just that; null if the
   * request asked for more in each chunk, so that {@link #chunk} must make it.
   */
  byte @Nullable [] plainPrefix();

  /** What stands after it. */
  byte[] plainSuffix();

  /** The chunk of the tokens from {@code from} to {@code to}, with the end if they are the last. */
  byte[] chunk(int from, int to);

  /** The chunk with the usage. */
  byte[] usage(int cachedTokens);

  /** The response that is no stream. */
  byte[] whole(int cachedTokens);
}
