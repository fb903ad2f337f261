// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.util.SslContexts;
import io.gatling.javaapi.core.ActionBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import llmbench.backend.Backend;
import llmbench.backend.Backends;

/**
 * The step that sends one request, streams its answer and measures it. Immutable: every method
 * gives a changed copy. Made by {@link LlmDsl#llm}.
 *
 * <p>The HTTP request is built by Gatling's own {@code http} builder, so that whatever the protocol
 * is configured with (base URL, headers, cookies, proxy, signature, HTTP/2) holds here too.
 */
public final class LlmStep implements ActionBuilder {
  private final StepOptions options;

  private LlmStep(StepOptions options) {
    this.options = options;
  }

  static LlmStep named(String name) {
    return new LlmStep(new StepOptions(name));
  }

  /** Which API is spoken; {@code openai-chat} unless told. */
  public LlmStep backend(String name) {
    return new LlmStep(options.with(o -> o.backend = Backends.named(name)));
  }

  /** The same, of an API that is spoken in a way of its own. */
  LlmStep backend(Backend backend) {
    return new LlmStep(options.with(o -> o.backend = backend));
  }

  /** The route, if not the backend's own; Gatling's expression language allowed. */
  public LlmStep endpoint(String path) {
    return new LlmStep(options.with(o -> o.endpoint = path));
  }

  /** The model's name in the body. */
  public LlmStep model(String model) {
    return new LlmStep(options.with(o -> o.model = model));
  }

  /** The prompt; Gatling's expression language allowed. */
  public LlmStep prompt(String expression) {
    return new LlmStep(options.with(o -> o.prompt = expression));
  }

  /**
   * Makes the step a turn of a conversation: what was said stands in the session attribute of that
   * name, goes along with the prompt, and has the question and the answer added when the request
   * completed. For APIs that take chats. A scenario may begin it with messages of its own, such as
   * a system prompt: a list of maps with {@code role} and {@code content}.
   */
  public LlmStep conversation(String attribute) {
    return new LlmStep(options.with(o -> o.conversation = attribute));
  }

  /** Keeps a completed answer's text in that session attribute; of a failure it is taken away. */
  public LlmStep saveText(String attribute) {
    return new LlmStep(options.with(o -> o.saveText = attribute));
  }

  /** Most tokens of the answer; 128 unless told. */
  public LlmStep maxTokens(int tokens) {
    return new LlmStep(options.with(o -> o.maxTokens = tokens));
  }

  /** A field of the body, over those that the backend writes. */
  public LlmStep field(String key, Object value) {
    return new LlmStep(options.with(o -> o.fields.put(key, value)));
  }

  /** A header of this request; Gatling's expression language allowed. */
  public LlmStep header(String name, String expression) {
    return new LlmStep(options.with(o -> o.headers.put(name, expression)));
  }

  /** Time limits; those of {@link TryLimits#DEFAULT} unless told. */
  public LlmStep timeouts(Duration connect, Duration request, Duration streamIdle) {
    return new LlmStep(
        options.with(
            o -> o.limits = new TryLimits(connect, request, streamIdle, o.limits.answerBytes())));
  }

  /**
   * Most bytes of an answer, decompressed; a longer one is a failure, {@code too_large}. 64 MiB
   * unless told.
   */
  public LlmStep maxAnswerBytes(int bytes) {
    return new LlmStep(
        options.with(
            o ->
                o.limits =
                    new TryLimits(
                        o.limits.connect(), o.limits.request(), o.limits.streamIdle(), bytes)));
  }

  /**
   * Headers whose values may stand in no message, beside those whose name tells ({@code
   * Authorization}, {@code X-Api-Key}; see {@link llmbench.plan.Secrets}).
   */
  public LlmStep secretHeaders(Collection<String> names) {
    return new LlmStep(options.with(o -> o.secretHeaders = Set.copyOf(names)));
  }

  /** Conditions that a completed request must hold, or measures to keep. */
  public LlmStep check(LlmCheck... checks) {
    return new LlmStep(options.with(o -> o.checks.addAll(List.of(checks))));
  }

  /**
   * No row in Gatling's report, and no {@code x-request-id}, as vLLM's warm-up requests have none.
   */
  public LlmStep silent() {
    return new LlmStep(options.with(o -> o.silent = true));
  }

  /** Takes requests from a case's own source instead of a prompt expression. */
  LlmStep source(Function<Session, StreamRequest> source) {
    return new LlmStep(options.with(o -> o.source = source));
  }

  /** Tells of the end of each try, on its event loop, before the next action runs. */
  LlmStep onEnd(Consumer<StreamEnd> onEnd) {
    return new LlmStep(options.with(o -> o.onEnd = onEnd));
  }

  /** Sends a failed request again, at most that often. */
  LlmStep maxRetries(int retries) {
    return new LlmStep(options.with(o -> o.maxRetries = retries));
  }

  /** Each request says itself where it goes. */
  LlmStep urlOfRequest() {
    return new LlmStep(options.with(o -> o.urlOfRequest = true));
  }

  /** A connection may have served another user before; else each user has its own. */
  LlmStep sharedConnections() {
    return new LlmStep(options.with(o -> o.sharedConnections = true));
  }

  /** A header that carries the id of the conversation or graph that a request belongs to. */
  LlmStep sessionHeader(String name) {
    return new LlmStep(options.with(o -> o.sessionHeader = name));
  }

  /** Seconds until a failed try is followed by the next; below 0 for the usual ones. */
  LlmStep backoff(ToDoubleFunction<StreamEnd> seconds) {
    return new LlmStep(options.with(o -> o.backoff = seconds));
  }

  /** Is stopped from outside. */
  LlmStep stop(RunStop stop) {
    return new LlmStep(options.with(o -> o.stop = stop));
  }

  /** TLS settings of its own instead of the protocol's. */
  LlmStep tls(SslContexts contexts) {
    return new LlmStep(options.with(o -> o.tls = contexts));
  }

  @Override
  public io.gatling.core.action.builder.ActionBuilder asScala() {
    return new Builder(options);
  }

  private record Builder(StepOptions options)
      implements io.gatling.core.action.builder.ActionBuilder {
    @Override
    public io.gatling.core.action.Action build(
        ScenarioContext ctx, io.gatling.core.action.Action next) {
      return LlmAction.of(options, ctx, next);
    }
  }
}
