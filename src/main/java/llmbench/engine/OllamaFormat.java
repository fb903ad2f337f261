// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;

/** Ollama's {@code /api/chat} and {@code /api/generate}: a JSON object a line. */
final class OllamaFormat extends PlainFormat {
  OllamaFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public boolean jsonLines() {
    return true;
  }

  @Override
  public byte[] chunk(int from, int to) {
    return bytes(open(text(from, to)) + ",\"done\":false}");
  }

  private String open(String text) {
    boolean reasons = style.delta() == DeltaKind.REASONING;
    String said =
        request.chat()
            ? "\"message\":{\"role\":\"assistant\",\"content\":\""
                + (reasons ? "\",\"thinking\":\"" : "")
                + text
                + "\"}"
            : "\"response\":\"" + (reasons ? "\",\"thinking\":\"" : "") + text + "\"";
    return "{\"model\":"
        + quoted(identity.model())
        + ",\"created_at\":\"2026-01-01T00:00:00.000000Z\","
        + said;
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    return style.finish() ? List.of(bytes(open("") + end())) : List.of();
  }

  private String end() {
    return ",\"done\":true,\"done_reason\":\""
        + answer.finishReason()
        + "\",\"total_duration\":1,\"load_duration\":1"
        + (style.usage()
            ? ",\"prompt_eval_count\":" + promptTokens() + ",\"eval_count\":" + answer.length()
            : "")
        + "}";
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return bytes(open(text(0, answer.length())) + end());
  }

  @Override
  public byte[] error() {
    return bytes("{\"error\":\"Internal server error\"}");
  }
}
