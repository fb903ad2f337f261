// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/** Each line that is not blank is a frame; lines end with LF or CRLF. */
final class LineFramer implements Framer {
  private int position;
  private int lineStart;

  @Override
  public void scan(byte[] bytes, int limit, FrameSink sink) {
    for (int p = position; p < limit; p++) {
      if (bytes[p] == '\n') {
        line(bytes, p, sink);
        lineStart = p + 1;
      }
    }
    position = limit;
  }

  @Override
  public void end(byte[] bytes, int limit, FrameSink sink) {
    line(bytes, limit, sink);
    lineStart = limit;
  }

  private void line(byte[] bytes, int end, FrameSink sink) {
    int from = JsonBytes.space(bytes, lineStart, end);
    if (from < end) {
      sink.frame(bytes, from, end, false);
    }
  }
}
