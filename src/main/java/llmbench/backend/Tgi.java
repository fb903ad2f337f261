// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code tgi}: Hugging Face's Text Generation Inference, {@code /generate_stream} and {@code
 * /generate}. Payload as the {@code async_request_tgi} that vLLM had until 2025 ({@code
 * backend_request_func.py}); a frame is a token, and the one with {@code generated_text} the last.
 */
final class Tgi extends ShapedBackend {
  private static final double TEMPERATURE = 0.01;
  private static final double TOP_P = 0.99;

  private final boolean stream;

  Tgi(boolean stream) {
    super(Api.TGI, stream ? events() : whole());
    this.stream = stream;
  }

  private static AnswerShape events() {
    return AnswerShape.of(Framing.EVENT_STREAM)
        .text("token.text")
        .rule(Rule.of("token", Test.OBJECT, Frame.CHOICES))
        .rule(Rule.of("generated_text", Test.NOT_NULL, Frame.FINISH))
        .error("error")
        .reason("details.finish_reason")
        .usage("details.input_length", "details.generated_tokens");
  }

  private static AnswerShape whole() {
    return AnswerShape.of(Framing.WHOLE)
        .text("generated_text")
        .error("error")
        .reason("details.finish_reason")
        .usage("details.input_length", "details.generated_tokens");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(payload.maxTokensField("max_new_tokens"), prompt.outputLen());
    parameters.put("do_sample", true);
    parameters.put("temperature", TEMPERATURE);
    parameters.put("top_p", TOP_P);
    parameters.put("truncate", prompt.promptLen() > 0 ? prompt.promptLen() : null);
    parameters.put("ignore_eos_token", payload.ignoreEos());
    if (!stream) {
      parameters.put("details", true); // without it a whole answer counts nothing
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("inputs", Inputs.text(prompt));
    fields.put("parameters", parameters);
    return BodyWriter.writeNested(fields, payload, prompt);
  }
}
