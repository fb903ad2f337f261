// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.dataset.rows.RowFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code BFCLDataset}: the first turn's messages as they are, with the row's functions as tools. A
 * prompt's length is that of both, rendered by the tokenizer's chat template.
 */
final class ToolCalls {
  private static final int OUTPUT_LEN = 512;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** The leaderboard's names of types, and those of JSON Schema. */
  private static final Map<String, String> TYPES =
      Map.of("dict", "object", "float", "number", "tuple", "array", "any", "string");

  private ToolCalls() {}

  /**
   * The files of categories, without blanks around their names.
   *
   * @throws DatasetException if there is none of a category
   */
  static List<RowFile> files(HubFiles from, List<String> categories) {
    List<RowFile> files = new ArrayList<>();
    for (String category : categories) {
      String name = "BFCL_v3_" + category.strip() + ".json";
      if (!from.names().contains(name)) {
        throw new DatasetException(
            "bfcl_categories: expected categories that have a file BFCL_v3_CATEGORY.json, found \""
                + category.strip()
                + "\"");
      }
      files.add(RowFile.of(from.path(name)));
    }
    return files;
  }

  /** The prompt of a row; none where it has no question or no functions. */
  static Optional<Prompt> prompt(JsonPlace row, Ask ask) {
    JsonPlace turn = row.at("question").at(0);
    JsonNode functions = row.node().path("function");
    if (!turn.node().isArray() || turn.node().isEmpty() || functions.isEmpty()) {
      return Optional.empty();
    }
    List<Map<String, Object>> messages = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < turn.node().size(); i++) {
      JsonPlace message = turn.at(i);
      if (!message.node().isObject()) {
        throw message.unexpected("a message as {role, content}");
      }
      messages.add(JSON.convertValue(message.node(), OBJECT));
      texts.add(message.node().has("content") ? message.at("content").text() : "");
    }
    Map<String, Object> overrides = overrides(functions);
    String text = rendered(messages, texts, overrides, ask);
    return Optional.of(
        new Prompt(
            texts.get(texts.size() - 1),
            ask.length(text),
            ask.outputLen(OUTPUT_LEN),
            PromptParts.NONE.withMessages(messages).withOverrides(overrides)));
  }

  /** Where the template cannot be rendered the texts stand for it, as in vLLM. */
  private static String rendered(
      List<Map<String, Object>> messages,
      List<String> texts,
      Map<String, Object> overrides,
      Ask ask) {
    try {
      return ask.rendered(messages, Map.of("tools", List.copyOf((List<?>) overrides.get("tools"))));
    } catch (DatasetException e) {
      ask.warnOnce(
          "lengths of prompts are those of the messages' texts, without tools: " + e.getMessage());
      return String.join("\n", texts);
    }
  }

  private static Map<String, Object> overrides(JsonNode functions) {
    List<Object> tools = new ArrayList<>();
    for (JsonNode function : functions.isArray() ? functions : List.of(functions)) {
      Map<String, @Nullable Object> tool = new LinkedHashMap<>();
      tool.put("type", "function");
      tool.put("function", translated(JSON.convertValue(function, OBJECT)));
      tools.add(tool);
    }
    Map<String, Object> overrides = new LinkedHashMap<>();
    overrides.put("tools", tools);
    overrides.put("tool_choice", "auto");
    return overrides;
  }

  /** A schema of the leaderboard as JSON Schema. */
  private static @Nullable Object translated(@Nullable Object schema) {
    if (schema instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> made = new LinkedHashMap<>();
      map.forEach((key, value) -> made.put(key, translated(value)));
      if (made.get("type") instanceof String type) {
        made.put("type", TYPES.getOrDefault(type, type));
      }
      return made;
    }
    if (schema instanceof List<?> list) {
      List<@Nullable Object> made = new ArrayList<>();
      list.forEach(value -> made.add(translated(value)));
      return made;
    }
    return schema;
  }
}
