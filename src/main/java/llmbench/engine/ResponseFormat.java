// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One API's JSON for one response: the fields and their order are the real server's. */
interface ResponseFormat {
  /** The frames before the first token; may be empty. */
  default List<byte[]> opening() {
    return List.of();
  }

  /**
   * What stands before a token's escaped text in a chunk that carries just that; null if a chunk
   * holds more, so that {@link #chunk} must make it.
   */
  default byte @Nullable [] plainPrefix() {
    return null;
  }

  /** What stands after it. */
  default byte[] plainSuffix() {
    return new byte[0];
  }

  /** The chunk of the tokens from {@code from} to {@code to}, with the end if they are the last. */
  byte[] chunk(int from, int to);

  /** The frames after the last token, but for the end mark; may be empty. */
  List<byte[]> closing(int cachedTokens);

  /** The end mark; null if the API has none. */
  default byte @Nullable [] doneMark() {
    return null;
  }

  /** Whether each event is named, by the {@code type} in its data. */
  default boolean named() {
    return false;
  }

  /** Whether a frame is a line of JSON, and not an event. */
  default boolean jsonLines() {
    return false;
  }

  /** Whether a frame is a message of a WebSocket. */
  default boolean messages() {
    return false;
  }

  /** An error amid a stream. As vLLM writes it: by Python's {@code json.dumps}, with spaces. */
  default byte[] error() {
    return ("{\"error\": {\"message\": \"Internal server error\","
            + " \"type\": \"InternalServerError\", \"param\": null, \"code\": 500}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The response that is no stream. */
  byte[] whole(int cachedTokens);
}
