// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code infinity-embeddings} and {@code -clip}: {@code /embeddings} of the Infinity server, of
 * texts, or of one medium by its address. Payload as vLLM's {@code
 * async_request_infinity_embeddings} ({@code endpoint_request_func.py}).
 */
final class InfinityEmbeddings extends PoolingBackend {
  private static final String TYPE = "type";

  InfinityEmbeddings(Api api) {
    super(api, "data");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = fields(payload);
    boolean media = !prompt.parts().media().isEmpty();
    boolean text = !prompt.text().isEmpty() || !prompt.parts().texts().isEmpty();
    if (media && (api() == Api.INFINITY_EMBEDDINGS_CLIP || !text)) {
      Map<String, Object> medium = prompt.parts().media().get(0);
      String type = String.valueOf(medium.get(TYPE));
      fields.put("input", medium.get(type) instanceof Map<?, ?> map ? map.get("url") : "");
      fields.put("modality", type.split("_", 2)[0]);
    } else {
      fields.put("input", Inputs.texts(prompt));
    }
    return BodyWriter.write(fields, payload, prompt);
  }
}
