// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds programs as a shell does. */
final class Program {
  private Program() {}

  /** The file that a name stands for, in the folders of {@code PATH} unless it has a slash. */
  static Optional<Path> find(String name, Map<String, String> environment) {
    try {
      Path direct = Path.of(name);
      if (name.indexOf('/') >= 0 || direct.isAbsolute()) {
        return Optional.of(direct).filter(Program::runs);
      }
      return Pattern.compile(Pattern.quote(File.pathSeparator))
          .splitAsStream(environment.getOrDefault("PATH", ""))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder, name))
          .filter(Program::runs)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean runs(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
