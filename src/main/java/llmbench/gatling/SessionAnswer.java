// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Arrays;
import llmbench.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer that the next request depends on: kept when the stream ends, since the
 * record log gives its own away, and read off the event loop.
 */
final class SessionAnswer {
  private final Backend backend;
  private final byte @Nullable [] bytes;

  private SessionAnswer(Backend backend, byte @Nullable [] bytes) {
    this.backend = backend;
    this.bytes = bytes;
  }

  /** Takes it, on the event loop. */
  static SessionAnswer of(StreamEnd end, Backend backend) {
    StreamCapture capture = end.capture();
    return new SessionAnswer(
        backend,
        end.outcome().completed() ? Arrays.copyOf(capture.body(), capture.length()) : null);
  }

  /**
   * What it said, without reasoning; null if the request failed, as its record will say: it did not
   * complete, or its body is malformed.
   */
  @Nullable String text() {
    if (bytes == null || backend.read(bytes, bytes.length).malformed() != null) {
      return null;
    }
    return backend.said(bytes, bytes.length);
  }
}
