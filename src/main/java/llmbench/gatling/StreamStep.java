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
 * gives a changed copy.
 *
 * <p>The HTTP request is built by Gatling's own {@code http} builder, so that whatever the protocol
 * is configured with (base URL, headers, cookies, proxy, signature, HTTP/2) holds here too.
 */
public final class StreamStep implements ActionBuilder {
  static {
    SocketGuards.install(); // Before the first connection of a simulation that only has the step.
  }

  private final StepOptions options;

  private StreamStep(StepOptions options) {
    this.options = options;
  }

  /** One of that name in Gatling's report, with the defaults of {@link StepOptions}. */
  public static StreamStep named(String name) {
    return new StreamStep(new StepOptions(name));
  }

  /** Which API is spoken; {@code openai-chat} unless told. */
  public StreamStep backend(String name) {
    return new StreamStep(options.with(o -> o.backend = Backends.named(name)));
  }

  /** The same, of an API that is spoken in a way of its own. */
  StreamStep backend(Backend backend) {
    return new StreamStep(options.with(o -> o.backend = backend));
  }

  /** The route, if not the backend's own; Gatling's expression language allowed. */
  public StreamStep endpoint(String path) {
    return new StreamStep(options.with(o -> o.endpoint = path));
  }

  /** The model's name in the body. */
  public StreamStep model(String model) {
    return new StreamStep(options.with(o -> o.model = model));
  }

  /** The prompt; Gatling's expression language allowed. */
  public StreamStep prompt(String expression) {
    return new StreamStep(options.with(o -> o.prompt = expression));
  }

  /**
   * Takes the prompt, its length and what its body says from the {@link FedPrompt} of a session.
   */
  public StreamStep promptFromFeeder() {
    return new StreamStep(options.with(o -> o.fed = true));
  }

  /**
   * Makes the step a turn of a conversation: what was said stands in the session attribute of that
   * name, goes along with the prompt, and has the question and the answer added when the request
   * completed. For APIs that take chats. A scenario may begin it with messages of its own, such as
   * a system prompt: a list of maps with {@code role} and {@code content}.
   */
  public StreamStep conversation(String attribute) {
    return new StreamStep(options.with(o -> o.conversation = attribute));
  }

  /** Keeps a completed answer's text in that session attribute; of a failure it is taken away. */
  public StreamStep saveText(String attribute) {
    return new StreamStep(options.with(o -> o.saveText = attribute));
  }

  /** Most tokens of the answer; 128 unless told, or as many as a fed prompt asks for. */
  public StreamStep maxTokens(int tokens) {
    return new StreamStep(options.with(o -> o.maxTokens = tokens));
  }

  /** A field of the body, over those that the backend writes. */
  public StreamStep field(String key, Object value) {
    return new StreamStep(options.with(o -> o.fields.put(key, value)));
  }

  /** A header of this request; Gatling's expression language allowed. */
  public StreamStep header(String name, String expression) {
    return new StreamStep(options.with(o -> o.headers.put(name, expression)));
  }

  /** Time limits; those of {@link TryLimits#DEFAULT} unless told. */
  public StreamStep timeouts(Duration connect, Duration request, Duration streamIdle) {
    return new StreamStep(
        options.with(
            o -> o.limits = new TryLimits(connect, request, streamIdle, o.limits.answerBytes())));
  }

  /**
   * Most bytes of an answer, decompressed; a longer one is a failure, {@code too_large}. 64 MiB
   * unless told.
   */
  public StreamStep maxAnswerBytes(int bytes) {
    return new StreamStep(
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
  public StreamStep secretHeaders(Collection<String> names) {
    return new StreamStep(options.with(o -> o.secretHeaders = Set.copyOf(names)));
  }

  /** Conditions that a completed request must hold, or measures to keep. */
  public StreamStep check(List<StepCheck> checks) {
    return new StreamStep(options.with(o -> o.checks.addAll(checks)));
  }

  /**
   * No row in Gatling's report, and no {@code x-request-id}, as vLLM's warm-up requests have none.
   */
  public StreamStep silent() {
    return new StreamStep(options.with(o -> o.silent = true));
  }

  /** Takes requests from a case's own source instead of a prompt expression. */
  StreamStep source(Function<Session, StreamRequest> source) {
    return new StreamStep(options.with(o -> o.source = source));
  }

  /** Tells of the end of each try, on its event loop, before the next action runs. */
  StreamStep onEnd(Consumer<StreamEnd> onEnd) {
    return new StreamStep(options.with(o -> o.onEnd = onEnd));
  }

  /** Sends a failed request again, at most that often. */
  public StreamStep maxRetries(int retries) {
    return new StreamStep(options.with(o -> o.maxRetries = retries));
  }

  /** Each request says itself where it goes. */
  StreamStep urlOfRequest() {
    return new StreamStep(options.with(o -> o.urlOfRequest = true));
  }

  /** A connection may have served another user before; else each user has its own. */
  StreamStep sharedConnections() {
    return new StreamStep(options.with(o -> o.sharedConnections = true));
  }

  /** A header that carries the id of the conversation or graph that a request belongs to. */
  StreamStep sessionHeader(String name) {
    return new StreamStep(options.with(o -> o.sessionHeader = name));
  }

  /** Seconds until a failed try is followed by the next; below 0 for the usual ones. */
  StreamStep backoff(ToDoubleFunction<StreamEnd> seconds) {
    return new StreamStep(options.with(o -> o.backoff = seconds));
  }

  /** Is stopped from outside. */
  StreamStep stop(RunStop stop) {
    return new StreamStep(options.with(o -> o.stop = stop));
  }

  /** TLS settings of its own instead of the protocol's. */
  StreamStep tls(SslContexts contexts) {
    return new StreamStep(options.with(o -> o.tls = contexts));
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
