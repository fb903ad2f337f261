// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Arrays;

/**
 * The frames of an answer one after the other, a line each, without its end mark. The bytes belong
 * to the thread and are good until its next answer.
 */
final class JoinedFrames implements FrameSink {
  private static final ThreadLocal<JoinedFrames> OF_THREAD =
      ThreadLocal.withInitial(JoinedFrames::new);
  private static final int LARGE = 1 << 20;

  private byte[] bytes = new byte[1 << 15];
  private int length;
  private int count;
  private boolean odd;

  private JoinedFrames() {}

  static JoinedFrames of(byte[] body, int bodyLength) {
    JoinedFrames frames = OF_THREAD.get();
    if (frames.bytes.length > LARGE) {
      frames.bytes = new byte[1 << 15]; // one large answer is no reason to keep so much
    }
    frames.length = 0;
    frames.count = 0;
    frames.odd = false;
    SseFramer framer = new SseFramer();
    framer.scan(body, bodyLength, frames);
    framer.end(body, bodyLength, frames);
    return frames;
  }

  @Override
  public void frame(byte[] from, int start, int end, boolean errorEvent) {
    if (errorEvent || start == end || from[start] != '{') {
      odd |= errorEvent || (OpenAiFrames.scan(from, start, end) & Frame.DONE) == 0;
      return;
    }
    int n = end - start;
    if (bytes.length - length <= n) {
      bytes = Arrays.copyOf(bytes, 2 * Math.max(bytes.length, length + n + 1));
    }
    System.arraycopy(from, start, bytes, length, n);
    length += n;
    bytes[length++] = '\n';
    count++;
  }

  /** Only the first {@link #length} count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Frames joined. */
  int count() {
    return count;
  }

  /** Whether there was an error event, or a frame that is neither an object nor the end mark. */
  boolean odd() {
    return odd;
  }
}
