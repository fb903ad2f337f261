// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The results in a file: ours, vLLM's, several under one another as {@code --append-result} leaves
 * them, or those of the 2025 scripts. Numbers keep the text that they have in the file.
 *
 * @param results each result's scalar members of the top level in their order, null as null; empty
 *     if the file holds JSON that is no result
 * @param problem why the file, or the rest of it, could not be read; null if it could
 */
record ResultFile(List<Map<String, @Nullable String>> results, @Nullable String problem) {
  private static final Set<String> IN_EVERY_RESULT =
      Set.of("duration", "completed", "request_throughput");
  // The 2025 scripts' name of the key has a colon too many.
  private static final String OLD_GOODPUT = "request_goodput:";

  // vLLM writes Infinity for an infinite burstiness.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static ResultFile read(Path file) {
    List<Map<String, @Nullable String>> results = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = JSON.createParser(in)) {
      boolean empty = true;
      while (json.nextToken() != null) {
        empty = false;
        if (json.currentToken() != JsonToken.START_OBJECT) {
          json.skipChildren();
          continue;
        }
        Map<String, @Nullable String> scalars = scalars(json);
        if (scalars.keySet().containsAll(IN_EVERY_RESULT)) {
          results.add(scalars);
        }
      }
      return new ResultFile(results, empty ? "is empty" : null);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      return new ResultFile(
          results, "is not JSON" + where + ": " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      return new ResultFile(results, "cannot be read: " + IoReason.of(e));
    }
  }

  private static Map<String, @Nullable String> scalars(JsonParser json) throws IOException {
    Map<String, @Nullable String> scalars = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isScalarValue()) {
        String key = name.equals(OLD_GOODPUT) ? "request_goodput" : name;
        scalars.put(key, value == JsonToken.VALUE_NULL ? null : json.getText());
      } else {
        json.skipChildren();
      }
    }
    return scalars;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
