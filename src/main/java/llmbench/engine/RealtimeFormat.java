// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;

/** The answer's events of OpenAI's realtime API. */
final class RealtimeFormat extends PlainFormat {
  RealtimeFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public boolean messages() {
    return true;
  }

  @Override
  public List<byte[]> opening() {
    return List.of(
        bytes(
            "{\"type\":\"response.created\",\"response\":{\"id\":"
                + quoted(identity.id())
                + ",\"object\":\"realtime.response\",\"status\":\"in_progress\",\"output\":[]}}"));
  }

  @Override
  public byte[] chunk(int from, int to) {
    return bytes(
        "{\"type\":\"response.output_text.delta\",\"response_id\":"
            + quoted(identity.id())
            + ",\"item_id\":\"item_0\",\"output_index\":0,\"content_index\":0,\"delta\":\""
            + text(from, to)
            + "\"}");
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    List<byte[]> events = new ArrayList<>();
    events.add(
        bytes("{\"type\":\"response.output_text.done\",\"text\":" + quoted(answer.text()) + "}"));
    if (style.finish()) {
      String status = cutByLength() ? "incomplete" : "completed";
      events.add(
          bytes(
              "{\"type\":\"response.done\",\"response\":{\"id\":"
                  + quoted(identity.id())
                  + ",\"object\":\"realtime.response\",\"status\":\""
                  + status
                  + "\",\"status_details\":"
                  + (cutByLength()
                      ? "{\"type\":\"incomplete\",\"reason\":\"max_output_tokens\"}"
                      : "null")
                  + (style.usage()
                      ? ",\"usage\":{\"input_tokens\":"
                          + promptTokens()
                          + ",\"output_tokens\":"
                          + answer.length()
                          + "}"
                      : "")
                  + "}}"));
    }
    return events;
  }

  @Override
  public byte[] whole(int cachedTokens) {
    throw new IllegalStateException("the realtime API only streams");
  }

  @Override
  public byte[] error() {
    return bytes(
        "{\"type\":\"error\",\"error\":{\"type\":\"server_error\","
            + "\"message\":\"Internal server error\"}}");
  }
}
