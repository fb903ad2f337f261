// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code openai-responses}: {@code /v1/responses}. Payload and events as vLLM's {@code
 * async_request_openai_responses} ({@code endpoint_request_func.py}): deltas of output text and of
 * reasoning are chunks, {@code response.completed} or {@code response.incomplete} is the end.
 * Beyond vLLM, deltas of summaries, refusals and tool calls count as output.
 */
final class OpenAiResponses extends ShapedBackend {
  private final boolean stream;

  OpenAiResponses(boolean stream) {
    super(Api.OPENAI_RESPONSES, stream ? events() : whole());
    this.stream = stream;
  }

  private static AnswerShape events() {
    int reasoning = Frame.CHOICES | Frame.REASONING;
    return AnswerShape.of(Framing.EVENT_STREAM)
        .text("delta")
        .rule(Rule.word("type", "response.output_text.delta", Frame.CHOICES))
        .rule(Rule.word("type", "response.reasoning_text.delta", reasoning))
        .rule(Rule.word("type", "response.reasoning_summary_text.delta", reasoning))
        .rule(Rule.word("type", "response.completed", Frame.FINISH))
        .rule(Rule.word("type", "response.incomplete", Frame.FINISH))
        .rule(Rule.word("type", "response.failed", Frame.ERROR))
        .rule(Rule.word("type", "error", Frame.ERROR))
        .error("error")
        .reason("response.incomplete_details.reason")
        .usage("response.usage.input_tokens", "response.usage.output_tokens")
        .details(
            "response.usage.input_tokens_details.cached_tokens",
            "response.usage.output_tokens_details.reasoning_tokens");
  }

  private static AnswerShape whole() {
    return AnswerShape.of(Framing.WHOLE)
        .text("output.*.content.*.text")
        .text("output.*.arguments")
        .error("error")
        .reason("incomplete_details.reason")
        .usage("usage.input_tokens", "usage.output_tokens")
        .details(
            "usage.input_tokens_details.cached_tokens",
            "usage.output_tokens_details.reasoning_tokens");
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put("input", Inputs.of(prompt));
    if (prompt.outputLen() > 0) {
      fields.put(payload.maxTokensField("max_output_tokens"), prompt.outputLen());
    }
    fields.put("stream", stream);
    // As vLLM: a stored response would stay in the server's memory.
    fields.put("store", false);
    return BodyWriter.write(fields, payload, prompt);
  }
}
