// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import llmbench.server.Reply;
import llmbench.server.ServerConnection;
import llmbench.tokenizer.ServerTokenizer;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.TokenizerException;

/** vLLM's routes {@code /tokenize} and {@code /detokenize}. */
record ServerTokens(ServerConnection server, String model) implements ServerTokenizer.Routes {

  static Tokenizer tokenizer(ServerConnection server, String model) {
    return ServerTokenizer.learn(new ServerTokens(server, model));
  }

  @Override
  public long[] tokenize(String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("prompt", text).put("add_special_tokens", false);
    JsonNode tokens = post("/tokenize", body).path("tokens");
    if (!tokens.isArray()) {
      throw new TokenizerException("tokenizer: server: /tokenize gave no tokens");
    }
    long[] ids = new long[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens.get(i).asLong();
    }
    return ids;
  }

  @Override
  public String detokenize(long[] ids) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model);
    ArrayNode tokens = body.putArray("tokens");
    for (long id : ids) {
      tokens.add(id);
    }
    JsonNode prompt = post("/detokenize", body).path("prompt");
    if (!prompt.isTextual()) {
      throw new TokenizerException("tokenizer: server: /detokenize gave no text");
    }
    return prompt.textValue();
  }

  private JsonNode post(String path, JsonNode body) {
    Reply reply = server.post(path, body);
    if (!reply.ok()) {
      throw new TokenizerException(
          "the server has no usable " + path + " (HTTP " + reply.status() + ")");
    }
    return reply.body();
  }
}
