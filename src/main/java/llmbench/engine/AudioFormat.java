// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;

/** {@code /v1/audio/transcriptions} and {@code translations}, streamed as vLLM 0.32 does. */
final class AudioFormat extends PlainFormat {
  private static final byte[] DONE = bytes("[DONE]");

  AudioFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  private String open(String choices) {
    return "{\"id\":"
        + quoted(identity.id())
        + ",\"object\":\"transcription.chunk\",\"created\":"
        + identity.created()
        + ",\"model\":"
        + quoted(identity.model())
        + ",\"choices\":["
        + choices
        + "]";
  }

  @Override
  public byte[] chunk(int from, int to) {
    boolean end = to == answer.length() && style.finish();
    return bytes(
        open(
                "{\"delta\":{\"content\":\""
                    + text(from, to)
                    + "\"},\"finish_reason\":"
                    + (end ? quoted(answer.finishReason()) : "null")
                    + ",\"stop_reason\":null}")
            + "}");
  }

  @Override
  public List<byte[]> closing(int cachedTokens) {
    List<byte[]> frames = new ArrayList<>();
    if (style.usage()) {
      frames.add(
          bytes(
              open("")
                  + ",\"usage\":{\"prompt_tokens\":"
                  + promptTokens()
                  + ",\"total_tokens\":"
                  + (promptTokens() + answer.length())
                  + ",\"completion_tokens\":"
                  + answer.length()
                  + "}}"));
    }
    return frames;
  }

  @Override
  public byte[] doneMark() {
    return DONE;
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return bytes("{\"text\":" + quoted(answer.text()) + ",\"usage\":{\"type\":\"duration\"}}");
  }
}
