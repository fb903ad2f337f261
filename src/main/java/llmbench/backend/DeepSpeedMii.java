// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code deepspeed-mii}: DeepSpeed-MII's completions, which are never streamed. Payload as the
 * {@code async_request_deepspeed_mii} that vLLM had until 2025 ({@code backend_request_func.py});
 * its TTFT of 0 is absent here.
 */
final class DeepSpeedMii extends ShapedBackend {
  private static final double TEMPERATURE = 0.01;

  DeepSpeedMii() {
    super(
        Api.DEEPSPEED_MII,
        AnswerShape.of(Framing.WHOLE)
            .text("choices.0.text")
            .text("text.0")
            .error("error")
            .reason("choices.0.finish_reason")
            .usage("usage.prompt_tokens", "usage.completion_tokens"));
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("prompt", Inputs.text(prompt));
    fields.put(payload.maxTokensField("max_tokens"), prompt.outputLen());
    fields.put("temperature", TEMPERATURE);
    fields.put("top_p", 1.0);
    return BodyWriter.writeNested(fields, payload, prompt);
  }
}
