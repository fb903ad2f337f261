// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;

/** {@code /v1/messages}, with the events of vLLM 0.32, one token an event. */
final class AnthropicFormat extends PlainFormat {
  AnthropicFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public boolean named() {
    return true;
  }

  @Override
  public List<byte[]> opening() {
    return List.of(
        bytes(
            "{\"type\":\"message_start\",\"message\":{\"id\":"
                + quoted(identity.id())
                + ",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":"
                + quoted(identity.model())
                + ",\"stop_reason\":null,\"stop_sequence\":null"
                + (style.usage()
                    ? ",\"usage\":{\"input_tokens\":" + promptTokens() + ",\"output_tokens\":0}"
                    : "")
                + "}}"),
        bytes(
            "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"text\",\"text\":\"\"},"
                + "\"index\":0}"));
  }

  @Override
  public byte[] chunk(int from, int to) {
    String delta =
        switch (style.delta()) {
          case CONTENT -> "\"type\":\"text_delta\",\"text\":\"";
          case REASONING -> "\"type\":\"thinking_delta\",\"thinking\":\"";
          case TOOL_CALL -> "\"type\":\"input_json_delta\",\"partial_json\":\"";
        };
    return bytes(
        "{\"type\":\"content_block_delta\",\"delta\":{"
            + delta
            + text(from, to)
            + "\"},\"index\":0}");
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    List<byte[]> events = new ArrayList<>();
    events.add(bytes("{\"type\":\"content_block_stop\",\"index\":0}"));
    if (style.finish()) {
      events.add(
          bytes(
              "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\""
                  + stopReason()
                  + "\",\"stop_sequence\":null}"
                  + (style.usage() ? ",\"usage\":" + usage() : "")
                  + "}"));
    }
    if (style.doneMark()) {
      events.add(bytes("{\"type\":\"message_stop\"}"));
    }
    return events;
  }

  private String stopReason() {
    return cutByLength() ? "max_tokens" : "end_turn";
  }

  private String usage() {
    return "{\"input_tokens\":" + promptTokens() + ",\"output_tokens\":" + answer.length() + "}";
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return bytes(
        "{\"id\":"
            + quoted(identity.id())
            + ",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":"
            + quoted(answer.text())
            + "}],\"model\":"
            + quoted(identity.model())
            + ",\"stop_reason\":\""
            + stopReason()
            + "\""
            + (style.usage() ? ",\"usage\":" + usage() : "")
            + "}");
  }

  @Override
  public byte[] error() {
    return bytes(
        "{\"type\":\"error\",\"error\":{\"type\":\"api_error\","
            + "\"message\":\"Internal server error\"}}");
  }
}
