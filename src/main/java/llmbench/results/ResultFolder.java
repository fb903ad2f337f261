// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folder of the results. */
public final class ResultFolder {
  /** What {@link #prepare(Path)} asks for: far more than a batch without detail needs. */
  public static final long DEFAULT_BYTES_NEEDED = 64L << 20;

  private static final int PROBE_BYTES = 1 << 20;

  private ResultFolder() {}

  /**
   * {@link #prepare(Path, long)} with {@link #DEFAULT_BYTES_NEEDED}.
   *
   * @throws IOException as there
   */
  public static void prepare(Path folder) throws IOException {
    prepare(folder, DEFAULT_BYTES_NEEDED);
  }

  /**
   * Makes sure, before any load, that results can be written afterwards: creates the folder with
   * its parents, writes a megabyte into it to the disk and takes it away again.
   *
   * @param folder the folder
   * @param bytesNeeded space that must be free, in bytes
   * @throws IOException with a message for the user: what is wrong, where, and how to mend it
   */
  public static void prepare(Path folder, long bytesNeeded) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unusable(folder, "cannot be created: " + IoReason.of(e), e);
    }
    Path probe = folder.resolve(".writable." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.write(
          probe,
          new byte[PROBE_BYTES],
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw unusable(folder, "cannot be written to: " + IoReason.of(e), e);
    } finally {
      deleteQuietly(probe);
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytesNeeded) {
      String space =
          String.format(
              Locale.ROOT,
              "has %.1f MB free, and the results may need %.1f MB",
              free / 1e6,
              bytesNeeded / 1e6);
      throw unusable(folder, space, null);
    }
  }

  private static IOException unusable(Path folder, String what, @Nullable IOException cause) {
    return new IOException(
        "result folder "
            + folder.toAbsolutePath()
            + " "
            + what
            + "; name another one with result_dir, e.g. -Dbench.result_dir=other-results",
        cause);
  }

  private static void deleteQuietly(Path probe) {
    try {
      Files.deleteIfExists(probe);
    } catch (IOException ignored) {
      // The failure to write, if any, is the one to tell.
    }
  }
}
