// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Writes JSON files, each whole or not at all. */
public final class ResultFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private ResultFiles() {}

  /**
   * Writes keys and values, in their order.
   *
   * @throws IOException if the file could not be written; an old one is then untouched
   */
  public static void write(Path file, Map<String, Object> json) throws IOException {
    AtomicFile.write(file, out -> JSON.writeValue(out, json));
  }
}
