// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

/** Triton's {@code generate_stream} and {@code generate} of a TensorRT-LLM ensemble. */
final class TritonFormat extends PlainFormat {
  TritonFormat(ResponseIdentity identity, GenerationRequest request, ResponsePlan plan) {
    super(identity, request, plan);
  }

  @Override
  public byte[] chunk(int from, int to) {
    return frame(text(from, to));
  }

  private byte[] frame(String text) {
    return bytes(
        "{\"model_name\":"
            + quoted(identity.model())
            + ",\"model_version\":\"1\",\"sequence_end\":false,\"sequence_id\":0,"
            + "\"sequence_start\":false,\"text_output\":\""
            + text
            + "\"}");
  }

  @Override
  public byte[] whole(int cachedTokens) {
    return frame(text(0, answer.length()));
  }

  @Override
  public byte[] error() {
    return bytes("{\"error\":\"Internal server error\"}");
  }
}
