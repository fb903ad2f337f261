// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code vllm-pooling}: {@code /pooling}. Payload as vLLM's {@code async_request_vllm_pooling}
 * ({@code endpoint_request_func.py}).
 */
final class VllmPooling extends PoolingBackend {
  VllmPooling() {
    super(Api.VLLM_POOLING, "data");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = fields(payload);
    putTruncation(fields);
    fields.put("input", Inputs.texts(prompt));
    return BodyWriter.write(fields, payload, prompt);
  }
}
