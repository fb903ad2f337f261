// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code tokenizer.json} and the {@code tokenizer_config.json} beside it say of a vocabulary.
 *
 * @param tokenizerJson the file itself
 * @param vocabSize tokens of the model, added ones not counted
 * @param specialIds ids of the tokens that the configuration names (with the tokenizer class's own
 *     defaults); without a configuration, of those that {@code tokenizer.json} marks special
 * @param cleansUpSpaces whether decoding takes away spaces before punctuation; never with BPE, for
 *     which transformers ignores the configuration's wish
 * @param warning what a user should know; null if nothing
 */
record TokenizerFiles(
    Path tokenizerJson,
    int vocabSize,
    Set<Integer> specialIds,
    boolean cleansUpSpaces,
    @Nullable String warning) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads the files. */
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
          false,
          "no tokenizer_config.json beside "
              + tokenizerJson
              + ": the tokens marked special are left out of prompts; vLLM leaves out those that the"
              + " configuration names");
    }
    JsonNode configuration = json(config);
    Path olderMap = tokenizerJson.resolveSibling("special_tokens_map.json");
    SpecialTokens names =
        new SpecialTokens(configuration, Files.isRegularFile(olderMap) ? json(olderMap) : null);
    return new TokenizerFiles(
        tokenizerJson,
        vocabulary.size(),
        named(names, root, ids(root, vocabulary)),
        cleansUpSpaces(root, configuration),
        null);
  }

  /** Ids of all tokens, ascending: {@code get_vocab()}. Reads the file again. */
  IntStream allIds() {
    JsonNode root = json(tokenizerJson);
    return ids(root, root.path("model").path("vocab")).values().stream()
        .mapToInt(Integer::intValue)
        .sorted();
  }

  /**
   * Ids of the added tokens that {@code tokenizer.json} or the table of the configuration marks
   * special, and of those that the configuration names: {@code added_tokens_decoder} of
   * transformers. Reads the files again.
   */
  Set<Integer> markedSpecialIds() {
    Set<Integer> ids = markedSpecial(json(tokenizerJson));
    ids.addAll(specialIds);
    return ids;
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

  private static Set<Integer> named(SpecialTokens names, JsonNode root, Map<String, Integer> ids) {
    Set<Integer> special = new HashSet<>();
    for (String token : names.names()) {
      Integer id = ids.get(token);
      if (id != null) {
        special.add(id);
      }
    }
    JsonNode padId = root.path("padding").path("pad_id");
    if (padId.isInt() && names.padTokenIsOpen()) {
      special.add(padId.asInt());
    }
    return special;
  }

  private static boolean cleansUpSpaces(JsonNode root, JsonNode config) {
    return config.path("clean_up_tokenization_spaces").asBoolean(false)
        && !root.path("model").path("type").asText("").equals("BPE");
  }
}
