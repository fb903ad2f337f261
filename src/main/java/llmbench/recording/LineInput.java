// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, one at a time, each of any length. */
final class LineInput implements Closeable {
  private static final int READ_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] read = new byte[READ_BYTES];
  private int readStart;
  private int readEnd;
  private byte[] line = new byte[1024];
  private int length;

  LineInput(InputStream in) {
    this.in = in;
  }

  /**
   * Takes the bytes up to the next line feed, which it drops (with a CR before it), or up to the
   * end of the stream.
   *
   * @return whether a line feed ended the line; false stands for the stream's end
   */
  boolean next() throws IOException {
    length = 0;
    while (true) {
      if (readStart == readEnd) {
        readStart = 0;
        readEnd = Math.max(0, in.read(read));
        if (readEnd == 0) {
          return false;
        }
      }
      int end = readStart;
      while (end < readEnd && read[end] != '\n') {
        end++;
      }
      keep(end - readStart);
      readStart = end;
      if (end < readEnd) {
        readStart++;
        if (length > 0 && line[length - 1] == '\r') {
          length--;
        }
        return true;
      }
    }
  }

  private void keep(int count) {
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(read, readStart, line, length, count);
    length += count;
  }

  /** The line, valid up to {@link #length} and until the next one is read. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
