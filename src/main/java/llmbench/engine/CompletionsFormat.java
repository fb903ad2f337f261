// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/completions}. */
final class CompletionsFormat implements ResponseFormat {
  private static final String OBJECT = "text_completion";
  private static final byte[] SUFFIX =
      ("\",\"logprobs\":null,\"finish_reason\":null,\"stop_reason\":null,"
              + "\"prompt_token_ids\":null,\"token_ids\":null}]}")
          .getBytes(StandardCharsets.UTF_8);

  private final ResponseIdentity identity;
  private final GenerationRequest request;
  private final Answer answer;
  private final Logprobs logprobs;
  private final StreamStyle style;
  private final byte @Nullable [] prefix;

  CompletionsFormat(
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
  }

  private JsonBytes before(byte[] text) {
    return identity.open(OBJECT).raw("{\"index\":0,\"text\":\"").raw(text);
  }

  @Override
  public byte @Nullable [] plainPrefix() {
    return prefix;
  }

  @Override
  public byte[] plainSuffix() {
    return SUFFIX;
  }

  @Override
  public byte[] chunk(int from, int to) {
    boolean finish = to == answer.length() && style.finish();
    JsonBytes json = before(style.text(answer, from, to)).raw("\",\"logprobs\":");
    logprobs.completions(json, request.logprobs(), answer, from, to);
    json.raw(",\"finish_reason\":")
        .string(finish ? answer.finishReason() : null)
        .raw(",\"stop_reason\":")
        .string(finish ? answer.stopReason() : null)
        .raw(",\"prompt_token_ids\":");
    ids(json, from == 0 ? request.promptTokens() : null, 0, request.promptTokens().length);
    json.raw(",\"token_ids\":");
    ids(json, answer.tokenIds(), from, to);
    json.raw("}]");
    if (finish && !request.includeUsage()) {
      json.raw(ResponseIdentity.FINGERPRINT);
    }
    if (request.continuousUsage()) {
      json.raw(",").raw(new TokenUsage(request.promptTokens().length, to, -1).inEveryChunk());
    }
    return json.raw("}").toBytes();
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    if (!request.includeUsage() || !style.usage()) {
      return List.of();
    }
    TokenUsage usage = new TokenUsage(request.promptTokens().length, answer.length(), cachedTokens);
    return List.of(
        identity
            .open(OBJECT)
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
            .open(OBJECT)
            .raw("{\"index\":0,\"text\":")
            .string(answer.text())
            .raw(",\"logprobs\":");
    logprobs.completions(json, request.logprobs(), answer, 0, answer.length());
    json.raw(",\"finish_reason\":")
        .string(answer.finishReason())
        .raw(",\"stop_reason\":")
        .string(answer.stopReason())
        .raw(",\"token_ids\":");
    ids(json, answer.tokenIds(), 0, answer.length());
    json.raw(",\"prompt_logprobs\":null,\"prompt_token_ids\":");
    ids(json, request.promptTokens(), 0, request.promptTokens().length);
    return json.raw(",\"routed_experts\":null}],\"service_tier\":null")
        .raw(ResponseIdentity.FINGERPRINT)
        .raw("," + usage.whole())
        .raw(",\"kv_transfer_params\":null,\"ec_transfer_params\":null,\"metrics\":null}")
        .toBytes();
  }

  private void ids(JsonBytes json, int @Nullable [] ids, int from, int to) {
    if (request.returnTokenIds() && ids != null) {
      json.numbers(ids, from, to);
    } else {
      json.string(null);
    }
  }
}
