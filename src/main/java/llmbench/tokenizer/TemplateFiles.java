// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a tokenizer's chat template is: {@code chat_template.jinja} goes before {@code
 * tokenizer_config.json}, whose value is a text or a list of named ones, of which {@code default}
 * is taken, or {@code tool_use} where there are tools (transformers, {@code
 * tokenization_utils_base.py}, {@code from_pretrained} and {@code get_chat_template}); a
 * processor's {@code chat_template.json} comes last.
 */
final class TemplateFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "chat_template";

  private TemplateFiles() {}

  /**
   * The template of a tokenizer; null if it has none.
   *
   * @param tokenizerJson its {@code tokenizer.json}, beside which the others are
   */
  static @Nullable ChatTemplate beside(Path tokenizerJson) {
    Path config = tokenizerJson.resolveSibling("tokenizer_config.json");
    JsonNode configuration = Files.isRegularFile(config) ? json(config) : JSON.createObjectNode();
    Path file = tokenizerJson.resolveSibling("chat_template.jinja");
    Path processor = tokenizerJson.resolveSibling("chat_template.json");
    Path from = config;
    String source = null;
    String tools = null;
    if (Files.isRegularFile(file)) {
      from = file;
      source = text(file);
    } else if (configuration.hasNonNull(KEY)) {
      source = chosen(config, configuration.path(KEY));
      tools = named(configuration.path(KEY)).get("tool_use");
    } else if (Files.isRegularFile(processor)) {
      from = processor;
      source = chosen(processor, json(processor).path(KEY));
      tools = named(json(processor).path(KEY)).get("tool_use");
    }
    Path olderMap = tokenizerJson.resolveSibling("special_tokens_map.json");
    SpecialTokens tokens =
        new SpecialTokens(configuration, Files.isRegularFile(olderMap) ? json(olderMap) : null);
    return source == null ? null : new JinjaChatTemplate(from, source, tools, tokens.byName());
  }

  private static String chosen(Path file, JsonNode template) {
    if (template.isTextual()) {
      return template.textValue();
    }
    Map<String, String> named = named(template);
    String source = named.get("default");
    if (source == null) {
      throw new TokenizerException(
          file
              + " chat_template: expected a template named default, found "
              + (named.isEmpty() ? "no template" : String.join(", ", named.keySet()))
              + "; set skip_chat_template: true to do without");
    }
    return source;
  }

  private static Map<String, String> named(JsonNode templates) {
    Map<String, String> named = new TreeMap<>();
    for (JsonNode each : templates) {
      named.put(each.path("name").asText(""), each.path("template").asText(""));
    }
    return named;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TokenizerException unreadable(Path file, IOException why) {
    return new TokenizerException("tokenizer " + file + ": cannot be read: " + why.getMessage());
  }
}
