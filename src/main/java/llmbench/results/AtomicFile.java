// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, forced to disk, then
 * moved over the target in one step. An older file of that name stays as it was until then, and
 * after a failure.
 */
public final class AtomicFile {
  /** Writes the content. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes or replaces a file.
   *
   * @throws IOException naming the file, if it could not be written; the temporary file is gone
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("cannot write " + file + ": not a file name");
    }
    // Not createTempFile: its files are readable by their owner only, and the result should not be.
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      // Not a channel: one closes itself when its thread is interrupted, as at the end of a stopped
      // run, whose results are to be kept.
      try (FileOutputStream raw = new FileOutputStream(temporary.toFile())) {
        OutputStream out = new BufferedOutputStream(raw, 1 << 16);
        content.writeTo(out);
        out.flush();
        raw.getFD().sync();
      }
      Files.move(temporary, target, ATOMIC_MOVE);
      force(folder);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw new IOException("cannot write " + file + ": " + IoReason.of(e), e);
    } catch (RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /** Makes the move last; a file system that cannot do that is no reason to fail. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException ignored) {
      // Windows, for one, opens no folders.
    }
  }
}
