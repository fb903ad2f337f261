// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** Text Generation Inference's {@code /generate_stream} and {@code /generate}. */
final class TgiFormat extends PlainFormat {
  TgiFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public byte[] chunk(int from, int to) {
    boolean end = to == answer.length() && style.finish();
    return bytes(
        "{\"index\":"
            + to
            + ",\"token\":{\"id\":"
            + answer.tokenIds()[to - 1]
            + ",\"text\":\""
            + text(from, to)
            + "\",\"logprob\":-1.0,\"special\":false},\"generated_text\":"
            + (end ? quoted(answer.text()) : "null")
            + ",\"details\":"
            + (end && style.usage() ? details() : "null")
            + "}");
  }

  private String details() {
    return "{\"finish_reason\":\""
        + (cutByLength() ? "length" : "eos_token")
        + "\",\"generated_tokens\":"
        + answer.length()
        + ",\"seed\":null,\"input_length\":"
        + promptTokens()
        + "}";
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return bytes(
        "{\"generated_text\":"
            + quoted(answer.text())
            + (style.usage() ? ",\"details\":" + details() : "")
            + "}");
  }

  @Override
  public byte[] error() {
    return bytes("{\"error\":\"Internal server error\",\"error_type\":\"generation\"}");
  }
}
