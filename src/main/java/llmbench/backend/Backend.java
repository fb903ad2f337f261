// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import llmbench.dataset.Prompt;

/** One API of generation. Instances hold no state and are used by all threads at once. */
public interface Backend {

  /** The name in {@code config.yaml} and in the result, vLLM's where vLLM has it. */
  String name();

  /** The route used when the user names none, such as {@code /v1/chat/completions}. */
  String endpoint();

  /**
   * The end that vLLM asks of a route ({@code endpoint_request_func.py}), such as {@code
   * chat/completions}.
   */
  String endpointSuffix();

  /** The JSON body, UTF-8, its fields in vLLM's order. */
  byte[] body(Prompt prompt, Payload payload);

  /** What is sent for a prompt: the body that it brings, else {@link #body}. */
  default byte[] bodyOf(Prompt prompt, Payload payload) {
    String own = prompt.parts().body();
    return own == null ? body(prompt, payload) : own.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one frame's data on the event loop: no allocation, no state.
   *
   * @param bytes the buffer
   * @param from first byte of the data
   * @param to one past its last byte
   * @return bits of {@link Frame}
   */
  int scan(byte[] bytes, int from, int to);

  /**
   * Reads a whole answer with a JSON parser, off the event loop.
   *
   * @param body the answer's bytes
   * @param length how many of them count
   */
  Answer read(byte[] body, int length);

  /**
   * The output of each chunk that {@link #scan} gave {@link Frame#CHOICES}, in order; for answers
   * whose chunks held several tokens. Off the event loop.
   */
  List<String> chunkTexts(byte[] body, int length);
}
