// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/** All of a body is one frame, once it has ended; an empty one has none. */
final class WholeFramer implements Framer {
  @Override
  public void scan(byte[] bytes, int limit, FrameSink sink) {
    // Nothing is complete before the end.
  }

  @Override
  public void end(byte[] bytes, int limit, FrameSink sink) {
    if (limit > 0) {
      sink.frame(bytes, 0, limit, false);
    }
  }
}
