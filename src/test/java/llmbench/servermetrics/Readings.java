// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes scrapes from texts. */
final class Readings {
  static final Path GOLDEN = Path.of("src/test/resources/golden/servermetrics");

  private Readings() {}

  static Exposition golden(String file) throws IOException {
    return parse(Files.readString(GOLDEN.resolve(file)));
  }

  static Exposition parse(String text) {
    try {
      return Exposition.parse(text);
    } catch (ExpositionException e) {
      throw new AssertionError(e);
    }
  }

  /** A scrape of the server's own endpoint. */
  static List<Reading> own(String text) {
    return List.of(new Reading(0, true, parse(text)));
  }
}
