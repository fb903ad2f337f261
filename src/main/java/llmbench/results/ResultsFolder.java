// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that results go to. */
public final class ResultsFolder {
  /** Below the result folder: one record log for each case. */
  private static final String RECORDS = "records";

  private static final byte[] PROBE = new byte[1 << 20];

  private final Path folder;

  private ResultsFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder and proves that a file can be written into it, before any load.
   *
   * @throws ResultsException if not; the message says why and how to mend it
   */
  public static ResultsFolder prepare(Path folder) {
    try {
      Files.createDirectories(folder.resolve(RECORDS));
      for (Path target : new Path[] {folder, folder.resolve(RECORDS)}) {
        Path probe = Files.createTempFile(target, ".", ".probe");
        try {
          Files.write(probe, PROBE);
        } finally {
          Files.deleteIfExists(probe);
        }
      }
    } catch (IOException e) {
      throw new ResultsException(
          "result_dir "
              + folder
              + ": cannot be written ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); free space or name another folder with result_dir");
    }
    return new ResultsFolder(folder);
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** A result file. */
  public Path result(String filename) {
    return folder.resolve(filename);
  }

  /** A case's record log. */
  public Path records(String caseName) {
    return folder.resolve(RECORDS).resolve(caseName + ".jsonl");
  }
}
