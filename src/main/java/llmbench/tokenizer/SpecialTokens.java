// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that {@code all_special_ids} of transformers 5 covers: those which {@code
 * tokenizer_config.json} <em>names</em> ({@code bos_token}, {@code eos_token}, any other key that
 * ends in {@code _token}, and the lists of extra tokens), and those which the tokenizer's class
 * names when the file is silent. Tokens that {@code tokenizer.json} merely marks as special are not
 * among them, which is why vLLM's random prompts may hold some of those.
 *
 * <p>The rule is that of {@code from_pretrained} and {@code __init__} in transformers 5.19 ({@code
 * tokenization_utils_base.py}). The classes' own tokens are the defaults of their constructors
 * there, kept in {@code class-defaults.json}.
 */
final class SpecialTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAD_TOKEN = "pad_token";

  /** The names that transformers gives to templates ({@code SPECIAL_TOKENS_ATTRIBUTES}). */
  private static final List<String> ATTRIBUTES =
      List.of(
          "bos_token", "eos_token", "unk_token", "sep_token", PAD_TOKEN, "cls_token", "mask_token");

  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, String> byName = new LinkedHashMap<>();

  /** Whether neither the configuration nor the class says what to pad with. */
  private final boolean padTokenIsOpen;

  /**
   * Applies the rule.
   *
   * @param config the content of {@code tokenizer_config.json}
   * @param specialTokensMap the content of {@code special_tokens_map.json}; null if there is none
   */
  SpecialTokens(JsonNode config, @Nullable JsonNode specialTokensMap) {
    // The older file is heeded only by configurations without the newer table of tokens.
    @Nullable JsonNode older = config.has("added_tokens_decoder") ? null : specialTokensMap;
    Map<String, JsonNode> named = classDefaults(config.path("tokenizer_class").asText(""));
    addNamed(config, named);
    if (older != null) {
      addNamed(older, named);
    }
    named.values().forEach(this::addToken);
    for (String attribute : ATTRIBUTES) {
      JsonNode token = named.get(attribute);
      if (token != null && !token.isNull()) {
        byName.put(attribute, text(token));
      }
    }
    addExtraTokens(config, older);
    padTokenIsOpen = !named.containsKey(PAD_TOKEN);
  }

  /** The tokens' texts. */
  Set<String> names() {
    return names;
  }

  /** The texts of {@code bos_token} and its like ({@code special_tokens_map}). */
  Map<String, String> byName() {
    return byName;
  }

  /** Whether the token that {@code tokenizer.json} pads with is a special one too. */
  boolean padTokenIsOpen() {
    return padTokenIsOpen;
  }

  /** A null in the file is kept: it takes away the class's own token. */
  private static void addNamed(JsonNode file, Map<String, JsonNode> named) {
    for (Map.Entry<String, JsonNode> field : file.properties()) {
      if (field.getKey().endsWith("_token") && !field.getValue().isBoolean()) {
        named.put(field.getKey(), field.getValue());
      }
    }
  }

  /**
   * The list of extra tokens. An object in its place gives names to tokens and leaves room for the
   * list's older name.
   */
  private void addExtraTokens(JsonNode config, @Nullable JsonNode older) {
    JsonNode extra = config.path("extra_special_tokens");
    extra.forEach(this::addToken);
    if (extra.isArray() && !extra.isEmpty()) {
      return;
    }
    JsonNode additional = config.path("additional_special_tokens");
    if (additional.isEmpty() && older != null) {
      additional =
          older.path(
              older.has("extra_special_tokens")
                  ? "extra_special_tokens"
                  : "additional_special_tokens");
    }
    additional.forEach(this::addToken);
  }

  /** A token is a string, or an object that has it as its content. */
  private void addToken(JsonNode token) {
    String text = text(token);
    if (!token.isNull() && !text.isEmpty()) {
      names.add(text);
    }
  }

  private static String text(JsonNode token) {
    return token.isObject() ? token.path("content").asText("") : token.asText("");
  }

  private static Map<String, JsonNode> classDefaults(String tokenizerClass) {
    String name =
        tokenizerClass.endsWith("Fast")
            ? tokenizerClass.substring(0, tokenizerClass.length() - "Fast".length())
            : tokenizerClass;
    Map<String, JsonNode> defaults = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> token : readClassDefaults().path(name).properties()) {
      defaults.put(token.getKey(), token.getValue());
    }
    return defaults;
  }

  private static JsonNode readClassDefaults() {
    try (InputStream resource =
        Objects.requireNonNull(
            SpecialTokens.class.getResourceAsStream("class-defaults.json"),
            "class-defaults.json is missing from the jar")) {
      return JSON.readTree(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
