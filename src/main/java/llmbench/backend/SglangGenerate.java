// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code sglang-generate}: SGLang's own {@code /generate}. Each frame has all of the text so far,
 * unless the server streams increments, and {@code meta_info} with the counts so far; the last one
 * has a finish reason. Source: SGLang's documentation of its native API.
 */
final class SglangGenerate extends ShapedBackend {
  private final boolean stream;

  SglangGenerate(boolean stream) {
    super(
        Api.SGLANG_GENERATE,
        AnswerShape.of(stream ? Framing.EVENT_STREAM : Framing.WHOLE)
            .text("text")
            .rule(Rule.of("meta_info.finish_reason", Test.OBJECT, Frame.FINISH))
            .rule(Rule.word("meta_info.finish_reason.type", "abort", Frame.ERROR))
            .reason("meta_info.finish_reason.type")
            .error("error")
            .usage("meta_info.prompt_tokens", "meta_info.completion_tokens")
            .details("meta_info.cached_tokens", null)
            .cumulative());
    this.stream = stream;
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> sampling = new LinkedHashMap<>();
    sampling.put(payload.maxTokensField("max_new_tokens"), prompt.outputLen());
    sampling.put("ignore_eos", payload.ignoreEos());
    Map<String, Object> fields = new LinkedHashMap<>();
    if (prompt.parts().tokenIds().isEmpty()) {
      fields.put("text", Inputs.text(prompt));
    } else {
      fields.put("input_ids", prompt.parts().tokenIds());
    }
    fields.put("sampling_params", sampling);
    fields.put("stream", stream);
    return BodyWriter.writeNested(fields, payload, prompt);
  }
}
