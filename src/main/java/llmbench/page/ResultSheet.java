// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case's result file without its arrays of requests and its slices, which may be large. */
final class ResultSheet {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "llmbench";
  private static final String SLICES = "slices";

  private final ObjectNode top;

  private ResultSheet(ObjectNode top) {
    this.top = top;
  }

  /**
   * Reads a result.
   *
   * @throws IOException naming the file, if it cannot be read or is no result
   */
  static ResultSheet read(Path file) throws IOException {
    try (JsonParser json = JSON.createParser(file.toFile())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + ": expected a result, found no JSON object");
      }
      return new ResultSheet(object(json, true));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": expected a result: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode object(JsonParser json, boolean outer) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (outer ? value == JsonToken.START_ARRAY : name.equals(SLICES)) {
        json.skipChildren();
      } else if (outer && name.equals(OURS) && value == JsonToken.START_OBJECT) {
        node.set(name, object(json, false));
      } else {
        node.set(name, JSON.<JsonNode>readTree(json));
      }
    }
    return node;
  }

  /** The case's name. */
  String name() {
    return ours("case", "name").asText();
  }

  /** A member of the top level. */
  JsonNode top(String key) {
    return top.path(key);
  }

  /** A member of {@code llmbench}, or of one of its members; a missing node if there is none. */
  JsonNode ours(String... path) {
    JsonNode node = top.path(OURS);
    for (String key : path) {
      node = node.path(key);
    }
    return node;
  }

  /** A number of the top level; null where it is none, such as the rate {@code inf}. */
  @Nullable Double number(String key) {
    return number(top.path(key));
  }

  JsonNode top() {
    return top;
  }

  static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? (Double) node.doubleValue() : null;
  }

  /** The texts of a list; empty if it is none. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** Requests that completed. */
  int completed() {
    return top.path("completed").asInt();
  }

  /** Requests that failed. */
  int failed() {
    return top.path("failed").asInt();
  }
}
