// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import llmbench.results.AtomicFile;

/**
 * The result of one start: {@code date}, {@code command}, {@code ready_s}, {@code first_token_s}.
 */
final class StartupFile {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private StartupFile() {}

  static void write(Path file, Map<String, Object> times, LocalDateTime date) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("date", DATE.format(date));
    result.putAll(times);
    byte[] json = new JsonMapper().writeValueAsBytes(result);
    AtomicFile.write(file, out -> out.write(json));
  }
}
