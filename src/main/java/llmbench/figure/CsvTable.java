// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.results.AtomicFile;
import llmbench.results.CsvCell;

/** The points of a picture as CSV. */
final class CsvTable {
  private final StringBuilder text = new StringBuilder();

  void line(List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      String safe = String.valueOf(CsvCell.safe(cells.get(i)));
      boolean quoted = safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
      text.append(i == 0 ? "" : ",").append(quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
    }
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * Writes or replaces it beside a picture, with the ending {@code .csv}.
   *
   * @return the file
   * @throws IOException naming the file, if it cannot be written
   */
  Path writeBeside(Path picture) throws IOException {
    String name = String.valueOf(picture.getFileName());
    Path file = picture.resolveSibling(name.substring(0, name.length() - ".png".length()) + ".csv");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
    return file;
  }
}
