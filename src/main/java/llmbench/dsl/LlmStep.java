// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import io.gatling.javaapi.core.ActionBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import llmbench.gatling.StreamStep;

/**
 * The step that sends one request, streams its answer and measures it. Immutable: every method
 * gives a changed copy. Made by {@link LlmDsl#llm}; needs {@link #model}, and {@link #prompt} or
 * {@link #promptFromFeeder}.
 *
 * <p>The HTTP request is built by Gatling's own {@code http} builder, so that whatever the protocol
 * is configured with (base URL, headers, cookies, proxy, signature, HTTP/2) holds here too. {@code
 * throttle} has no hold on it.
 */
public final class LlmStep implements ActionBuilder {
  private final StreamStep step;

  LlmStep(StreamStep step) {
    this.step = step;
  }

  /**
   * Which API is spoken; {@code openai-chat} unless told.
   *
   * @param name one of {@code docs/backends.md}
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public LlmStep backend(String name) {
    return new LlmStep(step.backend(name));
  }

  /** The route, if not the backend's own; Gatling's expression language allowed. */
  public LlmStep endpoint(String path) {
    return new LlmStep(step.endpoint(path));
  }

  /** The model's name in the body. */
  public LlmStep model(String model) {
    return new LlmStep(step.model(model));
  }

  /** The prompt; Gatling's expression language allowed. */
  public LlmStep prompt(String expression) {
    return new LlmStep(step.prompt(expression));
  }

  /**
   * Sends the prompt of the record of {@link Prompts} that the session has, by {@code feed} or
   * {@link Load#feeding}: its text or messages, media, the answer's length, and what the batch's
   * bodies say beside ({@code ignore_eos}, sampling parameters), byte for byte. With {@link
   * #conversation} a record of several turns has one sent after the other, and any other is the
   * next question.
   */
  public LlmStep promptFromFeeder() {
    return new LlmStep(step.promptFromFeeder());
  }

  /**
   * Makes the step a turn of a conversation: what was said stands in the session attribute of that
   * name, goes along with the prompt, and has the question and the answer added when the request
   * completed. For APIs that take chats. A scenario may begin it with messages of its own, such as
   * a system prompt: a list of maps with {@code role} and {@code content}.
   */
  public LlmStep conversation(String attribute) {
    return new LlmStep(step.conversation(attribute));
  }

  /** Keeps a completed answer's text in that session attribute; of a failure it is taken away. */
  public LlmStep saveText(String attribute) {
    return new LlmStep(step.saveText(attribute));
  }

  /** Most tokens of the answer; 128 unless told, or what the record of a data set asks for. */
  public LlmStep maxTokens(int tokens) {
    return new LlmStep(step.maxTokens(tokens));
  }

  /** A field of the body, over those that the backend writes; as JSON has it. */
  public LlmStep field(String key, Object value) {
    return new LlmStep(step.field(key, value));
  }

  /** A header of this request; Gatling's expression language allowed. */
  public LlmStep header(String name, String expression) {
    return new LlmStep(step.header(name, expression));
  }

  /**
   * Time limits; zero for none.
   *
   * @param connect from sending to a connection that can be written to; 10 s unless told
   * @param request from sending to the end of the answer; 6 h unless told
   * @param streamIdle between two reads, and from writing the request to the first one; 300 s
   *     unless told
   */
  public LlmStep timeouts(Duration connect, Duration request, Duration streamIdle) {
    return new LlmStep(step.timeouts(connect, request, streamIdle));
  }

  /**
   * Most bytes of an answer, decompressed; a longer one is a failure, {@code too_large}. 64 MiB
   * unless told.
   */
  public LlmStep maxAnswerBytes(int bytes) {
    return new LlmStep(step.maxAnswerBytes(bytes));
  }

  /**
   * How often a failed request is sent again, as {@code max_retries}: after the server's {@code
   * Retry-After}, else 1, 2, 4, … s; a refusal that will stay one is not. 0 unless told.
   */
  public LlmStep maxRetries(int retries) {
    return new LlmStep(step.maxRetries(retries));
  }

  /**
   * Headers whose values may stand in no message, beside those whose name tells, such as {@code
   * Authorization} and {@code X-Api-Key}.
   */
  public LlmStep secretHeaders(Collection<String> names) {
    return new LlmStep(step.secretHeaders(names));
  }

  /** Conditions that a completed request must hold, or measures to keep. */
  public LlmStep check(LlmCheck... checks) {
    return new LlmStep(step.check(Arrays.stream(checks).map(LlmCheck::check).toList()));
  }

  /**
   * No row in Gatling's report, and no {@code x-request-id}, as vLLM's warm-up requests have none.
   */
  public LlmStep silent() {
    return new LlmStep(step.silent());
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return step.asScala();
  }
}
