// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tokenizer.json} and the {@code tokenizer_config.json} beside it say of a vocabulary.
 *
 * @param tokenizerJson the file itself
 * @param vocabSize tokens of the model, added ones not counted
 * @param specialIds ids of the tokens that the configuration names (with the tokenizer class's own
 *     defaults); without a configuration, of those that {@code tokenizer.json} marks special
 * @param warning what a user should know; null if nothing
 */
record TokenizerFiles(
    Path tokenizerJson, int vocabSize, Set<Integer> specialIds, @Nullable String warning) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMING_KEYS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");
  private static final List<String> LISTING_KEYS =
      List.of("additional_special_tokens", "extra_special_tokens");

  /** Tokens that a tokenizer class of transformers has unless its configuration names others. */
  private static final Map<String, Map<String, String>> CLASS_DEFAULTS =
      Map.of("GemmaTokenizer", Map.of("mask_token", "<mask>"));

  /** Reads both files. */
  static TokenizerFiles read(Path tokenizerJson) {
    JsonNode root = json(tokenizerJson);
    JsonNode vocabulary = root.path("model").path("vocab");
    if (vocabulary.isEmpty()) {
      throw new TokenizerException(
          "tokenizer "
              + tokenizerJson
              + ": expected a Hugging Face tokenizer.json with a vocabulary");
    }
    Path config = tokenizerJson.resolveSibling("tokenizer_config.json");
    if (!Files.isRegularFile(config)) {
      return new TokenizerFiles(
          tokenizerJson,
          vocabulary.size(),
          markedSpecial(root),
          "no tokenizer_config.json beside "
              + tokenizerJson
              + ": the tokens marked special are left out of prompts; vLLM leaves out those that the"
              + " configuration names");
    }
    return new TokenizerFiles(
        tokenizerJson, vocabulary.size(), named(json(config), ids(root, vocabulary)), null);
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new TokenizerException("tokenizer " + file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Set<Integer> markedSpecial(JsonNode root) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode token : root.path("added_tokens")) {
      if (token.path("special").asBoolean()) {
        ids.add(token.path("id").asInt());
      }
    }
    return ids;
  }

  /**
   * Ids by token: the model's vocabulary (an object, or Unigram's list of pairs), then added
   * tokens.
   */
  private static Map<String, Integer> ids(JsonNode root, JsonNode vocabulary) {
    Map<String, Integer> ids = new HashMap<>();
    if (vocabulary.isObject()) {
      for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
        ids.put(entry.getKey(), entry.getValue().asInt());
      }
    } else {
      for (int i = 0; i < vocabulary.size(); i++) {
        ids.put(vocabulary.get(i).path(0).asText(), i);
      }
    }
    for (JsonNode token : root.path("added_tokens")) {
      ids.put(token.path("content").asText(), token.path("id").asInt());
    }
    return ids;
  }

  private static Set<Integer> named(JsonNode config, Map<String, Integer> ids) {
    Set<String> tokens = new HashSet<>();
    String tokenizerClass = config.path("tokenizer_class").asText().replaceFirst("Fast$", "");
    Map<String, String> defaults = CLASS_DEFAULTS.getOrDefault(tokenizerClass, Map.of());
    for (String key : NAMING_KEYS) {
      String token = content(config.path(key));
      if (token == null && !config.has(key)) {
        token = defaults.get(key);
      }
      if (token != null) {
        tokens.add(token);
      }
    }
    for (String key : LISTING_KEYS) {
      for (JsonNode entry : config.path(key)) {
        String token = content(entry);
        if (token != null) {
          tokens.add(token);
        }
      }
    }
    Set<Integer> special = new HashSet<>();
    for (String token : tokens) {
      Integer id = ids.get(token);
      if (id != null) {
        special.add(id);
      }
    }
    return special;
  }

  /** A token as text or as an object with {@code content}; null if it is neither. */
  private static @Nullable String content(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    return node.path("content").textValue();
  }
}
