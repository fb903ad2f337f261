// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.backend.FrameScanner.Rule;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;

/**
 * {@code anthropic}: the Messages API, {@code /v1/messages}, which vLLM's server has too. A {@code
 * content_block_delta} is a chunk: text, thinking, or a tool call's JSON; {@code message_delta} has
 * the reason and the count of the answer, {@code message_start} that of the prompt. Source:
 * Anthropic's documentation of the API, version {@value #VERSION}.
 */
final class Anthropic extends ShapedBackend {
  private static final String VERSION = "2023-06-01";

  private static final String CONTENT = "content";

  private final boolean stream;

  Anthropic(boolean stream) {
    super(Api.ANTHROPIC, stream ? events() : whole());
    this.stream = stream;
  }

  private static AnswerShape events() {
    return AnswerShape.of(Framing.EVENT_STREAM)
        .reasoning("delta.thinking")
        .text("delta.text")
        .text("delta.partial_json")
        .rule(Rule.word("type", "content_block_delta", Frame.CHOICES))
        .finish("delta.stop_reason")
        .rule(Rule.word("type", "message_stop", Frame.DONE))
        .rule(Rule.word("type", "error", Frame.ERROR))
        .error("error")
        .usage("message.usage.input_tokens", "usage.output_tokens")
        .details("message.usage.cache_read_input_tokens", null);
  }

  private static AnswerShape whole() {
    return AnswerShape.of(Framing.WHOLE)
        .reasoning("content.*.thinking")
        .text("content.*.text")
        .finish("stop_reason")
        .rule(Rule.word("type", "error", Frame.ERROR))
        .error("error")
        .usage("usage.input_tokens", "usage.output_tokens")
        .details("usage.cache_read_input_tokens", null);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("anthropic-version", VERSION);
  }

  @Override
  public byte[] body(Prompt prompt, Payload payload) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", payload.model());
    fields.put(payload.maxTokensField("max_tokens"), prompt.outputLen());
    List<Map<String, Object>> system = new ArrayList<>();
    List<Map<String, Object>> others = new ArrayList<>();
    for (Map<String, Object> message : ChatMessages.of(prompt, false)) {
      ("system".equals(message.get("role")) ? system : others).add(message);
    }
    if (!system.isEmpty()) {
      fields.put("system", system.size() == 1 ? system.get(0).get(CONTENT) : blocks(system));
    }
    fields.put("messages", others);
    fields.put("stream", stream);
    return BodyWriter.writeNested(fields, payload, prompt);
  }

  /** What several messages say, block by block, since the API has one place for all of them. */
  private static List<Object> blocks(List<Map<String, Object>> messages) {
    List<Object> blocks = new ArrayList<>();
    for (Map<String, Object> message : messages) {
      Object content = message.get(CONTENT);
      if (content instanceof List<?> several) {
        blocks.addAll(several);
      } else {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("type", "text");
        block.put("text", content);
        blocks.add(block);
      }
    }
    return blocks;
  }
}
