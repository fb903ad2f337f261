// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-images}: {@code /v1/images/generations}. Size, quality and the number of images are
 * for {@code extra_body}. Source: OpenAI's documentation of the API.
 */
final class OpenAiImages extends ShapedBackend {
  OpenAiImages() {
    super(
        Api.OPENAI_IMAGES,
        AnswerShape.of(Framing.WHOLE)
            .rule(Rule.of("data", Test.NOT_EMPTY, Frame.CHOICES | Frame.OUTPUT))
            .error("error")
            .usage("usage.input_tokens", "usage.output_tokens"));
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("prompt", Inputs.text(prompt));
    fields.put("n", 1);
    return BodyWriter.writeNested(fields, payload, prompt);
  }
}
