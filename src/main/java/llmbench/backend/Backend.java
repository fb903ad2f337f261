// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.plan.Api;
import org.jspecify.annotations.Nullable;

/**
 * One API, spoken one way: its answers come as a stream, or whole. Instances hold no state and are
 * used by all threads at once.
 */
public interface Backend {

  /** The API, whose {@link Api#key} is the name in {@code config.yaml} and in the result. */
  Api api();

  /** The route used when the user names none, such as {@code /v1/chat/completions}. */
  String endpoint();

  /** How its answers come. */
  Framing framing();

  /**
   * The id of a job that is not done yet, which is asked after at the route with the id behind it.
   *
   * @return null if the answer is no such job
   */
  default @Nullable String pendingJob(byte[] body, int length) {
    return null;
  }

  /** Whether it is spoken over a WebSocket: each line of a body is a message, and each answer's. */
  default boolean webSocket() {
    return false;
  }

  /** The type of its bodies. */
  default String contentType() {
    return "application/json";
  }

  /** Headers that the API asks of every request; those of the user come over them. */
  default Map<String, String> headers() {
    return Map.of();
  }

  /**
   * Whether a stream says that it ends, by a mark or a finish reason. Where it does not, one that
   * is cut between two frames, in an orderly way, looks complete.
   */
  default boolean endIsMarked() {
    return true;
  }

  /** What counts of tokens are called in its usage. */
  default UsageFields usageFields() {
    return UsageFields.OPENAI;
  }

  /** The body, its fields in vLLM's order. */
  byte[] body(Prompt prompt, Payload payload);

  /**
   * What is sent for a prompt: the body that it brings, else {@link #body}.
   *
   * @param index the request's number, which vLLM's {@code vlm2vec} makes its prompts by
   */
  default byte[] bodyOf(Prompt prompt, Payload payload, int index) {
    String own = prompt.parts().body();
    return own == null ? body(prompt, payload) : own.getBytes(StandardCharsets.UTF_8);
  }

  /** The header that holds the usage of a binary answer; null if the API has no such answers. */
  default @Nullable String binaryUsageHeader() {
    return null;
  }

  /** Inputs that a request has: texts to embed, or documents to rank; 1 where it has one prompt. */
  default int sequences(Prompt prompt) {
    return 1;
  }

  /** How long a prompt's recording is, in seconds; 0 without. */
  default double audioSeconds(Prompt prompt) {
    return 0;
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
   * What an answer adds to its chat, read off the event loop: its text without reasoning and calls
   * of tools; empty if it is neither.
   */
  default String said(byte[] body, int length) {
    return read(body, length).text();
  }

  /**
   * The output of each chunk that {@link #scan} gave {@link Frame#CHOICES}, in order; for answers
   * whose chunks held several tokens. Off the event loop.
   */
  List<String> chunkTexts(byte[] body, int length);
}
