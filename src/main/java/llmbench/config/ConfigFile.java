// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a configuration file. */
final class ConfigFile {
  /** Named where there is no file, and overrides say all. */
  private static final Path NONE = Path.of(PlanReader.NO_FILE);

  private static final long MOST_BYTES = 3_000_000;

  private ConfigFile() {}

  /** The text without a byte order mark; null after a mistake was reported. */
  static @Nullable String read(Path file, Problems problems) {
    if (file.equals(NONE)) {
      return "";
    }
    try {
      if (!Files.exists(file)) {
        problems.add(
            0,
            file
                + ": expected a configuration file, found none; looked for "
                + file.toAbsolutePath().normalize()
                + "; name another with -Dbench.config=FILE");
      } else if (!Files.isRegularFile(file)) {
        problems.add(0, file + ": expected a configuration file, found a folder or device");
      } else if (Files.size(file) > MOST_BYTES) {
        problems.add(0, file + ": expected at most 3 MB, found " + Files.size(file) + " bytes");
      } else {
        return decode(file, Files.readAllBytes(file), problems);
      }
    } catch (IOException | SecurityException e) {
      problems.add(0, file + ": expected a readable file, found none that may be read");
    }
    return null;
  }

  private static @Nullable String decode(Path file, byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      int line = YamlText.lineAt(text.toString(), text.length());
      problems.add(line, file + ":" + line + ": expected UTF-8 text, found other bytes");
      return null;
    }
    String decoded = text.toString();
    return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
  }
}
