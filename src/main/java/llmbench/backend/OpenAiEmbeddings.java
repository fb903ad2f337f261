// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-embeddings}: {@code /v1/embeddings} of a text or of several. Payload as vLLM's
 * {@code async_request_openai_embeddings} ({@code endpoint_request_func.py}).
 */
final class OpenAiEmbeddings extends PoolingBackend {
  OpenAiEmbeddings() {
    super(Api.OPENAI_EMBEDDINGS, "data");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = fields(payload);
    fields.put("input", Inputs.texts(prompt));
    putTruncation(fields);
    return BodyWriter.write(fields, payload, prompt);
  }
}
