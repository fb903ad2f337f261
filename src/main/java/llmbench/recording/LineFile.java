// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that lines are appended to. Each goes to the operating system at once, so a JVM that is
 * killed loses none; a line that the disk took only in part is taken back. Not thread-safe.
 */
final class LineFile implements Closeable {
  private final SeekableByteChannel channel;
  private long wholeBytes;

  LineFile(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** Creates the file and its folders, or empties the file that is there. */
  static LineFile create(Path file) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return new LineFile(
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new IOException(
          "cannot write records to "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + "): make its folder writable or choose another",
          e);
    }
  }

  /** Writes the whole buffer, or fails and leaves the file at its last whole line. */
  void write(ByteBuffer line) throws IOException {
    long length = line.remaining();
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      wholeBytes += length;
    } catch (Throwable e) {
      try {
        channel.truncate(wholeBytes);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /** Waits until the disk has everything, then closes. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel instanceof FileChannel fileChannel) {
        fileChannel.force(true);
      }
    }
  }
}
