// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/chat/completions}. */
final class ChatFormat implements ResponseFormat {
  private static final String CHUNK = "chat.completion.chunk";

  private final ResponseIdentity identity;
  private final GenerationRequest request;
  private final Answer answer;
  private final Logprobs logprobs;
  private final StreamStyle style;
  private final byte @Nullable [] prefix;
  private final byte[] suffix;

  ChatFormat(
      ResponseIdentity identity,
      GenerationRequest request,
      Answer answer,
      Logprobs logprobs,
      StreamStyle style) {
    this.identity = identity;
    this.request = request;
    this.answer = answer;
    this.logprobs = logprobs;
    this.style = style;
    boolean plain =
        request.logprobs() < 0 && !request.returnTokenIds() && !request.continuousUsage();
    this.prefix = plain ? before(new byte[0]).toBytes() : null;
    this.suffix =
        (style.delta().after() + ",\"logprobs\":null,\"finish_reason\":null,\"token_ids\":null}]}")
            .getBytes(StandardCharsets.UTF_8);
  }

  private JsonBytes before(byte[] text) {
    return identity
        .open(CHUNK)
        .raw("{\"index\":0,\"delta\":")
        .raw(style.delta().before())
        .raw(text);
  }

  @Override
  public List<byte[]> opening() {
    if (!style.role()) {
      return List.of();
    }
    JsonBytes json =
        identity
            .open(CHUNK)
            .raw("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},")
            .raw("\"logprobs\":null,\"finish_reason\":null}]");
    if (request.continuousUsage()) {
      json.raw(",").raw(new TokenUsage(request.promptTokens().length, 0, -1).inEveryChatChunk());
    }
    json.raw(",\"prompt_token_ids\":");
    promptIds(json);
    return List.of(json.raw(",\"prompt_text\":null}").toBytes());
  }

  @Override
  public byte @Nullable [] plainPrefix() {
    return prefix;
  }

  @Override
  public byte[] plainSuffix() {
    return suffix;
  }

  @Override
  public byte[] chunk(int from, int to) {
    boolean last = to == answer.length();
    JsonBytes json = before(style.text(answer, from, to)).raw(style.delta().after());
    json.raw(",\"logprobs\":");
    logprobs.chat(json, request.logprobs(), answer, from, to);
    json.raw(",\"finish_reason\":").string(last && style.finish() ? finishReason() : null);
    if (last && style.finish()) {
      json.raw(",\"stop_reason\":").string(answer.stopReason());
    }
    json.raw(",\"token_ids\":");
    tokenIds(json, from, to);
    json.raw("}]");
    if (last && style.finish() && !request.includeUsage()) {
      json.raw(ResponseIdentity.FINGERPRINT);
    }
    if (request.continuousUsage()) {
      json.raw(",").raw(new TokenUsage(request.promptTokens().length, to, -1).inEveryChatChunk());
    }
    return json.raw("}").toBytes();
  }

  private String finishReason() {
    boolean calls = style.delta() == DeltaKind.TOOL_CALL && answer.finishReason().equals("stop");
    return calls ? "tool_calls" : answer.finishReason();
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    if (!request.includeUsage() || !style.usage()) {
      return List.of();
    }
    TokenUsage usage = new TokenUsage(request.promptTokens().length, answer.length(), cachedTokens);
    return List.of(
        identity
            .open(CHUNK)
            .raw("],")
            .raw(usage.inStream())
            .raw(ResponseIdentity.FINGERPRINT)
            .raw("}")
            .toBytes());
  }

  @Override
  public byte[] doneMark() {
    return ResponseIdentity.DONE;
  }

  @Override
  public byte[] whole(int cachedTokens) {
    TokenUsage usage = new TokenUsage(request.promptTokens().length, answer.length(), cachedTokens);
    JsonBytes json =
        identity
            .open("chat.completion")
            .raw("{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":")
            .string(answer.text())
            .raw(",\"refusal\":null,\"annotations\":null,\"audio\":null,\"function_call\":null,")
            .raw("\"reasoning\":null},\"logprobs\":");
    logprobs.chat(json, request.logprobs(), answer, 0, answer.length());
    json.raw(",\"finish_reason\":")
        .string(answer.finishReason())
        .raw(",\"stop_reason\":")
        .string(answer.stopReason())
        .raw(",\"token_ids\":");
    tokenIds(json, 0, answer.length());
    json.raw(",\"routed_experts\":null}],\"service_tier\":null")
        .raw(ResponseIdentity.FINGERPRINT)
        .raw("," + usage.whole() + ",\"prompt_logprobs\":null,\"prompt_token_ids\":");
    promptIds(json);
    return json.raw(",\"prompt_text\":null,\"kv_transfer_params\":null,")
        .raw("\"ec_transfer_params\":null,\"metrics\":null}")
        .toBytes();
  }

  private void promptIds(JsonBytes json) {
    int[] prompt = request.promptTokens();
    if (request.returnTokenIds()) {
      json.numbers(prompt, 0, prompt.length);
    } else {
      json.string(null);
    }
  }

  private void tokenIds(JsonBytes json, int from, int to) {
    if (request.returnTokenIds()) {
      json.numbers(answer.tokenIds(), from, to);
    } else {
      json.string(null);
    }
  }
}
