// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads result files of this tool and of vLLM's, old and new. */
public final class ResultReader {
  /** vLLM's Python writes {@code Infinity} and {@code NaN} where a number is neither. */
  private static final ObjectReader JSON =
      new ObjectMapper()
          .enable(
              com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS
                  .mappedFeature())
          .readerFor(JsonNode.class);

  private ResultReader() {}

  /**
   * The results in a file: one, or several where vLLM appended to it; none if the file holds JSON
   * that is no result.
   *
   * @throws IOException if it is no JSON; the message says where
   */
  public static List<JsonNode> results(Path file) throws IOException {
    List<JsonNode> results = new ArrayList<>();
    try (MappingIterator<JsonNode> values = JSON.readValues(file.toFile())) {
      while (values.hasNextValue()) {
        JsonNode value = values.nextValue();
        if (isResult(value)) {
          results.add(value);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "no JSON (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + "): "
              + e.getOriginalMessage(),
          e);
    }
    return results;
  }

  private static boolean isResult(JsonNode value) {
    return value.isObject() && value.has("duration") && value.has("completed");
  }
}
