// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.DatasetException;

/** A local folder in the Hub's layout, or one file. */
final class FolderFiles implements HubFiles {
  private final Path folder;
  private final List<String> names;

  FolderFiles(Path path) {
    boolean one = Files.isRegularFile(path);
    this.folder = one ? path.resolveSibling("") : path;
    this.names = one ? List.of(String.valueOf(path.getFileName())) : names(path);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException(
          "dataset_path: expected a readable folder, found " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public String readme() {
    Path readme = folder.resolve("README.md");
    try {
      return names.contains("README.md") ? Files.readString(readme) : "";
    } catch (IOException e) {
      throw new DatasetException("README.md: expected UTF-8, found another encoding", e);
    }
  }

  @Override
  public Path path(String name) {
    Path path = folder.resolve(name);
    if (!Files.isReadable(path)) {
      throw new DatasetException(
          "dataset_path: expected the file " + name + " below " + folder + ", found none");
    }
    return path;
  }
}
