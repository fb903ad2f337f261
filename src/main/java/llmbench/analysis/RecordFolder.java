// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import llmbench.plan.Case;
import llmbench.results.NaturalOrder;

/** The record files of a result folder. */
public final class RecordFolder {
  /** Below the results. */
  public static final String NAME = "records";

  private static final String ENDING = ".jsonl";

  private RecordFolder() {}

  /** Where a case's records lie. */
  public static Path fileOf(Path resultDir, Case benchCase) {
    return resultDir.resolve(NAME).resolve(benchCase.name() + ENDING);
  }

  /**
   * The record files of a result folder in the natural order of their names; empty if there is no
   * such folder.
   *
   * @throws IOException if the folder cannot be read
   */
  public static List<Path> files(Path resultDir) throws IOException {
    Path folder = resultDir.resolve(NAME);
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + ENDING)) {
      entries.forEach(files::add);
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder.INSTANCE));
    return files;
  }
}
