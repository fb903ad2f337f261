// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai}, {@code vllm} and the servers that speak the same: {@code /v1/completions}, a
 * stream or whole. Payload as vLLM's {@code async_request_openai_completions} ({@code
 * endpoint_request_func.py}), field for field.
 */
final class OpenAiCompletions extends OpenAiBackend {
  OpenAiCompletions(Api api, boolean stream) {
    super(api, stream);
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("prompt", Inputs.texts(prompt));
    fields.put("repetition_penalty", 1.0);
    fields.put(payload.maxTokensField("max_tokens"), prompt.outputLen());
    fields.put("logprobs", payload.logprobs());
    putStream(fields);
    return BodyWriter.write(fields, payload, prompt);
  }
}
