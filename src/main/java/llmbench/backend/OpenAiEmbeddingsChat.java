// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-embeddings-chat}, {@code -clip} and {@code -vlm2vec}: {@code /v1/embeddings} of a
 * chat, which may hold media. Payload as vLLM's {@code async_request_openai_embeddings_chat},
 * {@code _preprocess_clip} and {@code _preprocess_vlm2vec} ({@code endpoint_request_func.py}).
 */
final class OpenAiEmbeddingsChat extends PoolingBackend {
  OpenAiEmbeddingsChat(Api api) {
    super(api, "data");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    // A request without a number, as a warm-up: vLLM takes the image alone then.
    return body(prompt, payload, 0);
  }

  @Override
  public byte[] bodyOf(Prompt prompt, Payload payload, int index) {
    return prompt.parts().body() == null
        ? body(prompt, payload, index)
        : super.bodyOf(prompt, payload, index);
  }

  private byte[] body(Prompt prompt, Payload payload, int index) {
    Map<String, Object> fields = fields(payload);
    fields.put("messages", messages(prompt, index));
    putTruncation(fields);
    return BodyWriter.write(fields, payload, prompt);
  }

  private List<Map<String, Object>> messages(Prompt prompt, int index) {
    boolean mediaFirst = api() == Api.OPENAI_EMBEDDINGS_VLM2VEC;
    if (prompt.parts().media().isEmpty() || !prompt.parts().messages().isEmpty()) {
      return ChatMessages.of(prompt, mediaFirst);
    }
    String text =
        switch (api()) {
          case OPENAI_EMBEDDINGS_CLIP -> "";
          case OPENAI_EMBEDDINGS_VLM2VEC ->
              index % 2 == 0
                  ? "Represent the given image."
                  : "Represent the given image with the following question: " + prompt.text();
          default -> prompt.text();
        };
    return ChatMessages.of(text, prompt.parts().media(), mediaFirst);
  }

  /** A chat is one input, however many texts it has. */
  @Override
  int inputs(Prompt prompt) {
    return 1;
  }
}
