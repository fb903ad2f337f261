// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** SGLang's own {@code /generate}: each frame has all of the text so far. */
final class SglangFormat extends PlainFormat {
  private static final byte[] DONE = bytes("[DONE]");

  SglangFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public byte[] chunk(int from, int to) {
    return frame(to, to == answer.length() && style.finish(), 0);
  }

  private byte[] frame(int to, boolean end, int cachedTokens) {
    String reason =
        cutByLength()
            ? "{\"type\":\"length\",\"length\":" + answer.length() + "}"
            : "{\"type\":\"stop\",\"matched\":null}";
    return bytes(
        "{\"text\":\""
            + text(0, to)
            + "\",\"meta_info\":{\"id\":"
            + quoted(identity.id())
            + ",\"finish_reason\":"
            + (end ? reason : "null")
            + (style.usage()
                ? ",\"prompt_tokens\":" + promptTokens() + ",\"completion_tokens\":" + to
                : "")
            + ",\"cached_tokens\":"
            + cachedTokens
            + "}}");
  }

  @Override
  public byte[] doneMark() {
    return DONE;
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return frame(answer.length(), true, Math.max(0, cachedTokens));
  }
}
