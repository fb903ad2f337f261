// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code tensorrt-llm}: Triton's {@code generate_stream} and {@code generate} of a TensorRT-LLM
 * model. Payload as the {@code async_request_trt_llm} that vLLM had until 2025 ({@code
 * backend_request_func.py}). A stream has no mark of its end, and no usage; with {@code
 * accumulate_tokens} some models give all of the text so far in each frame.
 */
final class TensorRtLlm extends ShapedBackend {
  private final boolean stream;

  TensorRtLlm(boolean stream) {
    super(
        Api.TENSORRT_LLM,
        AnswerShape.of(stream ? Framing.EVENT_STREAM : Framing.WHOLE)
            .text("text_output")
            .error("error")
            .unmarked()
            .cumulative());
    this.stream = stream;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("accumulate_tokens", true);
    fields.put("text_input", Inputs.text(prompt));
    fields.put("temperature", 0.0);
    fields.put("top_p", 1.0);
    fields.put(payload.maxTokensField("max_tokens"), prompt.outputLen());
    fields.put("stream", stream);
    if (payload.ignoreEos()) {
      fields.put("min_length", prompt.outputLen());
    }
    return BodyWriter.writeNested(fields, payload, prompt);
  }
}
