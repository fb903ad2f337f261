// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes token ids of what requests give as their prompt. */
final class PromptReader {
  private final EngineTokenizer tokenizer;

  PromptReader(EngineTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** A chat's messages, each content a text or a list of text parts. */
  int[] chat(JsonNode messages) throws ApiError {
    return tokenizer.encode(chatText(messages));
  }

  /** A chat of one message of the user. */
  int[] ofUser(String text) {
    return tokenizer.encode("<|im_start|>user\n" + text + "<|im_end|>\n<|im_start|>assistant\n");
  }

  /** A completion's prompt: text, token ids, or a list of one of these. */
  int[] completion(JsonNode prompt) throws ApiError {
    JsonNode one = prompt;
    boolean several = prompt.isArray() && (prompt.path(0).isArray() || prompt.path(0).isTextual());
    if (several) {
      if (prompt.size() > 1) {
        throw ApiError.badRequest(
            "prompt", "The embedded engine takes one prompt per request, not " + prompt.size());
      }
      one = prompt.path(0);
    }
    int[] tokens;
    if (one.isTextual()) {
      tokens = tokenizer.encode(one.asText());
    } else if (one.isArray()) {
      tokens = tokenIds(one, "prompt");
      checkKnown(tokens);
    } else {
      tokens = new int[0];
    }
    if (tokens.length == 0) {
      throw ApiError.badRequest(
          "prompt",
          "Either prompt or prompt_embeds must be provided and non-empty. (parameter=prompt)");
    }
    return tokens;
  }

  /** Ids that a client gives must be of the vocabulary; those of a text may be added ones. */
  private void checkKnown(int[] tokens) throws ApiError {
    for (int token : tokens) {
      if (token < 0 || token >= tokenizer.vocabSize()) {
        throw ApiError.badRequest(null, "Token id " + token + " is out of vocabulary");
      }
    }
  }

  /** A list of token ids. */
  static int[] tokenIds(JsonNode list, String key) throws ApiError {
    int[] ids = new int[list.size()];
    for (int i = 0; i < ids.length; i++) {
      JsonNode id = list.get(i);
      if (!id.canConvertToInt()) {
        throw ApiError.schema(
            "int_type",
            "body." + key + "." + i,
            "Input should be a valid integer",
            RequestParser.describe(id));
      }
      ids[i] = id.asInt();
    }
    return ids;
  }

  /** The chat as text, in the form of Qwen's template (ChatML). */
  private static String chatText(JsonNode messages) throws ApiError {
    if (messages.isEmpty()) {
      throw ApiError.badRequest(
          null,
          "Cannot apply chat template to an empty conversation. Provide at least one message.");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode message : messages) {
      JsonNode role = message.path("role");
      if (!role.isTextual()) {
        throw ApiError.schema(
            "missing", "body.messages.role", "Field required", RequestParser.describe(message));
      }
      text.append("<|im_start|>").append(role.asText()).append('\n');
      JsonNode content = message.path("content");
      if (content.isArray()) {
        for (JsonNode part : content) {
          text.append(part.path("text").asText(""));
        }
      } else {
        text.append(content.isNull() ? "" : content.asText(""));
      }
      text.append("<|im_end|>\n");
    }
    return text.append("<|im_start|>assistant\n").toString();
  }
}
