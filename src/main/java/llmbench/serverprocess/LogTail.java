// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import llmbench.plan.Secrets;

/** The end of a log file, for a message. */
final class LogTail {
  private static final int LINES = 20;
  private static final int BYTES = 16 * 1024;

  private LogTail() {}

  /** The last lines, indented; words where there is none. */
  static String of(Path log, Secrets secrets) {
    List<String> lines;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES);
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      String clean = String.valueOf(secrets.masked(new String(end, UTF_8)));
      lines = clean.lines().map(LogTail::printable).toList();
    } catch (IOException e) {
      return "its output cannot be read from " + log;
    }
    if (lines.stream().allMatch(String::isBlank)) {
      return "it printed nothing (" + log + ")";
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return "the last lines of " + log + ":\n  " + String.join("\n  ", last);
  }

  private static String printable(String line) {
    return line.codePoints()
        .filter(c -> c == '\t' || !Character.isISOControl(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
