// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import llmbench.plan.Secrets;

/** Takes secrets out of a server's log: vLLM prints its arguments, a key among them. */
final class CleanLog {
  private static final int LONGEST_LINE = 1 << 20;

  private CleanLog() {}

  /**
   * Rewrites the log with {@code ***} in place of secrets; nothing if there are none in it. A log
   * that cannot be rewritten is deleted rather than left with a key in it.
   */
  static void of(Path log, Secrets secrets) {
    if (secrets == Secrets.NONE || !Files.isRegularFile(log)) {
      return;
    }
    Path clean = log.resolveSibling(log.getFileName() + ".tmp");
    try {
      boolean changed;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(log));
          OutputStream out = new BufferedOutputStream(Files.newOutputStream(clean))) {
        changed = copy(in, out, secrets);
      }
      if (changed) {
        Files.move(clean, log, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(clean);
      }
    } catch (IOException e) {
      boolean unused = clean.toFile().delete();
      unused = log.toFile().delete();
    }
  }

  /** Line by line; true if something was masked. */
  private static boolean copy(InputStream in, OutputStream out, Secrets secrets)
      throws IOException {
    boolean changed = false;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b;
    do {
      b = in.read();
      if (b >= 0) {
        line.write(b);
      }
      if (b == '\n' || b < 0 || line.size() >= LONGEST_LINE) {
        byte[] bytes = line.toByteArray();
        byte[] clean = secrets.masked(bytes, bytes.length);
        changed |= clean != bytes;
        out.write(clean);
        line.reset();
      }
    } while (b >= 0);
    return changed;
  }
}
