// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import llmbench.dataset.Dataset.Sampling;
import llmbench.dataset.DatasetException;
import llmbench.dataset.JsonPlace;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.dataset.Rows;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.TokenizerException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a set of the Hub, and how its rows become prompts.
 *
 * @param sampling the case's wishes
 * @param rules how rows are taken
 * @param options what the set is told
 * @param id the Hub's name of the set
 * @param files where further files of the set are found
 * @param warned what has been warned of
 */
record Ask(
    Sampling sampling,
    DatasetSpec.Rules rules,
    DatasetOptions.Hub options,
    String id,
    HubFiles files,
    Set<String> warned) {

  Ask(
      Sampling sampling,
      DatasetSpec.Rules rules,
      DatasetOptions.Hub options,
      String id,
      HubFiles files) {
    this(sampling, rules, options, id, files, ConcurrentHashMap.newKeySet());
  }

  /** Warns, unless it has been said already. */
  void warnOnce(String warning) {
    if (warned.add(warning)) {
      sampling.warn().accept(warning);
    }
  }

  /**
   * A column of a row, which may be null.
   *
   * @throws DatasetException if there is none of that name; it says which there are
   */
  static JsonPlace column(JsonPlace row, String name) {
    if (!row.node().has(name)) {
      List<String> there = new ArrayList<>();
      row.node().fieldNames().forEachRemaining(there::add);
      throw new DatasetException(
          row.row()
              + ": expected a column \""
              + name
              + "\", found "
              + (there.isEmpty() ? "none" : String.join(", ", there)));
    }
    return row.at(name);
  }

  /** A value as Python writes it in a text: a text as it is, null as None. */
  static String written(JsonPlace place) {
    JsonNode node = place.node();
    if (node.isNull()) {
      return "None";
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "True" : "False";
    }
    if (!node.isValueNode()) {
      throw place.unexpected("a string");
    }
    return node.asText();
  }

  /** The length asked for, or the set's own. */
  int outputLen(int usual) {
    Integer asked = sampling.outputLen();
    return asked == null ? usual : asked;
  }

  /** A text's tokens, special ones around it among them. */
  int length(String text) {
    return Rows.length(text, sampling);
  }

  /** A text as the only message of a chat, rendered by the template unless that is skipped. */
  Prompt templated(String text, int outputLen) {
    String asked =
        rules.skipChatTemplate() ? text : rendered(List.of(message("user", text)), Map.of());
    return new Prompt(asked, length(asked), outputLen);
  }

  /**
   * A chat as one text, by the tokenizer's template.
   *
   * @throws DatasetException if it has none, or it cannot be rendered
   */
  String rendered(
      List<Map<String, Object>> messages, Map<String, ? extends @Nullable Object> arguments) {
    try {
      return sampling.tokenizer().chatTemplate().render(messages, true, arguments);
    } catch (TokenizerException e) {
      throw new DatasetException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A message of a chat. */
  static Map<String, Object> message(String role, Object content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  /** A text with one medium after it, or both in a chat where {@code enable_multimodal_chat}. */
  Prompt pictured(String text, List<Map<String, Object>> media, int outputLen) {
    return new Prompt(text, length(text), outputLen, parts(text, media));
  }

  private PromptParts parts(String text, List<Map<String, Object>> media) {
    if (!rules.enableMultimodalChat()) {
      return media.isEmpty() ? PromptParts.NONE : PromptParts.NONE.withMedia(media);
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("text", text);
    said.put("type", "text");
    List<Map<String, Object>> content = new ArrayList<>(List.of(said));
    content.addAll(media);
    return PromptParts.NONE.withMessages(List.of(message("user", content)));
  }
}
