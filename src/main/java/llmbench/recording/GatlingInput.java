// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The primitive values of Gatling's binary log. Numbers are big-endian. A text is the bytes that
 * {@code String} holds inside: Latin-1, or UTF-16 in the byte order of the machine that wrote it,
 * which is taken to be this one's. Every method throws {@link EOFException} if the log ends within
 * the value, and {@link IllegalArgumentException} if there can be no such value.
 *
 * <p>Source: {@code BufferedFileChannelWriter} in Gatling's {@code LogFileDataWriter.scala}.
 */
final class GatlingInput implements Closeable {
  /** Gatling's buffer, which a text must fit into: anything longer is none. */
  private static final int MAX_TEXT_BYTES = 8192;

  private final InputStream in;
  private final Map<Integer, String> cache = new HashMap<>();
  private long offset;

  GatlingInput(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Bytes read so far. */
  long offset() {
    return offset;
  }

  /** The next byte, -1 at the end. */
  int readByteOrEnd() throws IOException {
    int b = in.read();
    if (b >= 0) {
      offset++;
    }
    return b;
  }

  boolean readBoolean() throws IOException {
    return readBytes(1)[0] != 0;
  }

  int readInt() throws IOException {
    return ByteBuffer.wrap(readBytes(Integer.BYTES)).getInt();
  }

  long readLong() throws IOException {
    return ByteBuffer.wrap(readBytes(Long.BYTES)).getLong();
  }

  /** A number of things that follow. */
  int readCount() throws IOException {
    int count = readInt();
    if (count < 0) {
      throw new IllegalArgumentException("negative count " + count);
    }
    return count;
  }

  String readString() throws IOException {
    int length = readInt();
    if (length == 0) {
      return "";
    }
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("text of " + length + " bytes");
    }
    byte[] value = readBytes(length);
    return switch (readBytes(1)[0]) {
      case 0 -> new String(value, StandardCharsets.ISO_8859_1);
      case 1 -> ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).asCharBuffer().toString();
      default -> throw new IllegalArgumentException("text of an unknown coding");
    };
  }

  /** A text that is written once under a number, and from then on as that number's negative. */
  String readCachedString() throws IOException {
    int key = readInt();
    if (key > 0) {
      String text = readString();
      cache.put(key, text);
      return text;
    }
    String text = cache.get(-key);
    if (text == null) {
      throw new IllegalArgumentException("text number " + -key + " was not written before");
    }
    return text;
  }

  /** A length and as many bytes. */
  void skipBytes() throws IOException {
    int length = readCount();
    in.skipNBytes(length);
    offset += length;
  }

  private byte[] readBytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    offset += bytes.length;
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
