// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;

/** {@code /v1/responses}, with the events of vLLM 0.32. */
final class ResponsesFormat extends PlainFormat {
  private int sequence;

  ResponsesFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public boolean named() {
    return true;
  }

  @Override
  public List<byte[]> opening() {
    List<byte[]> events = new ArrayList<>();
    events.add(event("\"response\":" + response("in_progress", -1), "response.created"));
    events.add(event("\"response\":" + response("in_progress", -1), "response.in_progress"));
    if (style.role()) {
      events.add(
          event(
              "\"item\":{\"id\":\"msg_0\",\"content\":[],\"role\":\"assistant\","
                  + "\"status\":\"in_progress\",\"type\":\"message\",\"phase\":null},"
                  + "\"output_index\":0",
              "response.output_item.added"));
      events.add(
          event(
              "\"content_index\":0,\"item_id\":\"msg_0\",\"output_index\":0,\"part\":"
                  + "{\"annotations\":[],\"text\":\"\",\"type\":\"output_text\",\"logprobs\":[]}",
              "response.content_part.added"));
    }
    return events;
  }

  private byte[] event(String members, String type) {
    return bytes(
        "{" + members + ",\"sequence_number\":" + sequence++ + ",\"type\":\"" + type + "\"}");
  }

  @Override
  public byte[] chunk(int from, int to) {
    String type =
        switch (style.delta()) {
          case CONTENT -> "response.output_text.delta";
          case REASONING -> "response.reasoning_text.delta";
          case TOOL_CALL -> "response.function_call_arguments.delta";
        };
    return event(
        "\"content_index\":0,\"delta\":\""
            + text(from, to)
            + "\",\"item_id\":\"msg_0\",\"logprobs\":[],\"output_index\":0",
        type);
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    List<byte[]> events = new ArrayList<>();
    events.add(
        event(
            "\"content_index\":0,\"item_id\":\"msg_0\",\"logprobs\":[],\"output_index\":0,\"text\":"
                + quoted(answer.text()),
            "response.output_text.done"));
    events.add(event("\"item\":" + message() + ",\"output_index\":0", "response.output_item.done"));
    if (style.finish()) {
      String status = cutByLength() ? "incomplete" : "completed";
      int cached = style.usage() ? Math.max(0, cachedTokens) : -1;
      events.add(event("\"response\":" + response(status, cached), "response.completed"));
    }
    return events;
  }

  private String message() {
    return "{\"id\":\"msg_0\",\"content\":[{\"annotations\":[],\"text\":"
        + quoted(answer.text())
        + ",\"type\":\"output_text\",\"logprobs\":null}],\"role\":\"assistant\","
        + "\"status\":\"completed\",\"type\":\"message\",\"phase\":null}";
  }

  /** The response's object; {@code cached} is -1 for one without usage. */
  private String response(String status, int cached) {
    boolean ended = !status.equals("in_progress");
    String usage =
        cached < 0
            ? "null"
            : "{\"input_tokens\":"
                + promptTokens()
                + ",\"input_tokens_details\":{\"cached_tokens\":"
                + cached
                + "},\"output_tokens\":"
                + answer.length()
                + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
                + (promptTokens() + answer.length())
                + "}";
    return "{\"id\":"
        + quoted(identity.id())
        + ",\"created_at\":"
        + identity.created()
        + ",\"incomplete_details\":"
        + (ended && cutByLength() ? "{\"reason\":\"max_output_tokens\"}" : "null")
        + ",\"instructions\":null,\"metadata\":null,\"model\":"
        + quoted(identity.model())
        + ",\"object\":\"response\",\"output\":["
        + (ended ? message() : "")
        + "],\"error\":null,\"status\":\""
        + status
        + "\",\"usage\":"
        + usage
        + "}";
  }

  @Override
  public byte[] whole(int cachedTokens) {
    String status = cutByLength() ? "incomplete" : "completed";
    return bytes(response(status, style.usage() ? Math.max(0, cachedTokens) : -1));
  }

  @Override
  public byte[] error() {
    return bytes(
        "{\"type\":\"error\",\"error\":{\"message\":\"Internal server error\","
            + "\"type\":\"InternalServerError\",\"code\":500}}");
  }
}
