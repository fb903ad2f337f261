// SPDX-License-Identifier: Apache-2.0
package llmbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Files under {@code src/test/resources/golden} that output must equal byte for byte. {@code mvn
 * test -Dgolden.update=true} writes what the code gives now; read the difference before committing.
 */
public final class Golden {
  /** No language, comma decimals, a dotless i, and digits of another script. */
  private static final List<Locale> LOCALES =
      List.of(
          Locale.ROOT,
          Locale.forLanguageTag("de-DE"),
          Locale.forLanguageTag("tr-TR"),
          Locale.forLanguageTag("ar-EG-u-nu-arab"));

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  /** Makes the text to compare. */
  @FunctionalInterface
  public interface Text {
    String make() throws IOException;
  }

  private Golden() {}

  /** Compares with a golden file under every locale. */
  public static void check(String name, Text text) throws IOException {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : LOCALES) {
        Locale.setDefault(locale);
        String actual = text.make();
        if (Boolean.getBoolean("golden.update")) {
          Files.createDirectories(FOLDER.resolve(name).getParent());
          Files.writeString(FOLDER.resolve(name), actual, UTF_8);
        }
        assertThat(actual).as("%s under %s", name, locale).isEqualTo(read(name));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A golden file's text. */
  public static String read(String name) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        return Files.readString(FOLDER.resolve(name), UTF_8);
      }
      try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
        assertThat(in).as("golden file " + name).isNotNull();
        return new String(in.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
