// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/**
 * Finds the frames of one body in its bytes as they come. The caller keeps the whole body in one
 * growing buffer and calls {@link #scan} after each read; one framer serves one body.
 */
public interface Framer {
  /**
   * Gives every frame that is complete within the first {@code limit} bytes.
   *
   * @param bytes the body so far; what was scanned before must stand at the same offsets
   */
  void scan(byte[] bytes, int limit, FrameSink sink);

  /** Gives the last frame if its end is missing. Call once, after the last {@link #scan}. */
  void end(byte[] bytes, int limit, FrameSink sink);

  /** Gives every frame of a body that is all there. */
  default void all(byte[] bytes, int length, FrameSink sink) {
    scan(bytes, length, sink);
    end(bytes, length, sink);
  }
}
