// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.action.Action;
import io.gatling.core.action.ActorDelegatingAction;
import io.gatling.core.action.BlockExit;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.cache.SslContextSupport;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.request.HttpRequestDef;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.plan.Secrets;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import llmbench.recording.RequestSession;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * The step at work: builds the request by Gatling's own request builder, hands it to Gatling's HTTP
 * engine with a {@link StreamListener}, and when the stream ends tells the statistics and the
 * session, then runs the next action in the same turn of the event loop.
 *
 * <p>Extends a concrete class of Gatling's, whose actor is not used, because Scala's traits cannot
 * be mixed in from Java. A user's throttling has no hold on this action.
 */
final class LlmAction extends ActorDelegatingAction {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVER_ERROR = 500;
  private static final int MAX_BACKOFF_SHIFT = 5;
  private static final long MAX_RETRY_AFTER_SECONDS = 300;

  /** Gatling's own limit, out of the way of {@link TryLimits}. */
  private static final Duration NO_LIMIT = Duration.ofDays(20);

  private final StepOptions options;
  private final Action next;
  private final HttpComponents http;
  private final HttpRequestDef request;
  private final StreamSource source;
  private final StreamStats stats;
  private final @Nullable RunStop stop;
  private final io.gatling.commons.util.Clock gatlingClock;
  private final io.gatling.core.stats.StatsEngine statsEngine;

  private LlmAction(
      StepOptions options,
      Action next,
      HttpComponents http,
      HttpRequestDef request,
      ScenarioContext ctx) {
    super(options.name, null);
    this.options = options;
    this.next = next;
    this.http = http;
    this.request = request;
    this.source = StreamSource.of(options, NanoClock.SYSTEM);
    this.stop = options.stop;
    this.statsEngine = ctx.coreComponents().statsEngine();
    this.gatlingClock = ctx.coreComponents().clock();
    WallClock wallClock = WallClock.now(NanoClock.SYSTEM);
    this.stats =
        options.silent
            ? StreamStats.unseen(options.name, gatlingClock, wallClock)
            : new StreamStats(statsEngine, options.name, wallClock);
  }

  static LlmAction of(StepOptions options, ScenarioContext ctx, Action next) {
    HttpRequestActionBuilder builder =
        post(options)
            .requestTimeout(NO_LIMIT)
            .header("Content-Type", options.backend.contentType())
            .body(ByteArrayBody(session -> current(session.asScala()).body()));
    for (Map.Entry<String, String> header : options.backend.headers().entrySet()) {
      if (!options.headers.containsKey(header.getKey())) {
        builder = builder.header(header.getKey(), header.getValue());
      }
    }
    for (Map.Entry<String, String> header : options.headers.entrySet()) {
      builder = builder.header(header.getKey(), header.getValue());
    }
    String sessionHeader = options.sessionHeader;
    if (sessionHeader != null) {
      builder = builder.header(sessionHeader, session -> sessionId(session.asScala()));
    }
    if (!options.silent) {
      builder = builder.header("x-request-id", session -> current(session.asScala()).requestId());
    }
    HttpRequestBuilder scala = (HttpRequestBuilder) builder.asScala();
    HttpComponents http = scala.lookUpHttpComponents(ctx.protocolComponentsRegistry());
    HttpRequestDef request =
        scala.build(
            http.httpCaches(),
            http.httpProtocol(),
            ctx.throttled(),
            ctx.coreComponents().configuration());
    if (options.backend.webSocket()) {
      SocketGuards.expect(options.limits);
    }
    return new LlmAction(options, next, http, request, ctx);
  }

  private static HttpRequestActionBuilder post(StepOptions options) {
    String endpoint = options.endpoint == null ? options.backend.endpoint() : options.endpoint;
    return options.urlOfRequest
        ? http(options.name).post(session -> current(session.asScala()).baseUrl() + endpoint)
        : http(options.name).post(endpoint);
  }

  private static String sessionId(Session session) {
    RequestSession of = current(session).about().session();
    return String.valueOf(of.graph() == null ? of.conversation() : of.graph());
  }

  private static StreamRequest current(Session session) {
    return (StreamRequest) session.attributes().apply(StepAttributes.REQUEST);
  }

  @Override
  public void $bang(Session session) {
    Option<BlockExit> exit = BlockExit.mustExit(session);
    if (exit.isDefined()) {
      exit.get().exitBlock(statsEngine, gatlingClock.nowMillis());
    } else {
      super.$bang(session);
    }
  }

  @Override
  public void execute(Session session) {
    Validation<StreamRequest> made = source.next(session);
    if (made instanceof Success<StreamRequest> success) {
      send(session.set(StepAttributes.REQUEST, success.value()), success.value(), 0);
    } else {
      crash(session, StreamSource.failure(made));
    }
  }

  private void send(Session session, StreamRequest streamRequest, int attempt) {
    Validation<Request> built = request.clientRequest().apply(session);
    if (!(built instanceof Success<Request> success)) {
      crash(session, StreamSource.failure(built));
      return;
    }
    streamRequest.headers().forEach(success.value().getHeaders()::set);
    Flight flight = streamRequest.flight();
    boolean socket = options.backend.webSocket();
    Request clientRequest = socket ? SocketRequest.of(success.value()) : success.value();
    StreamListener listener =
        new StreamListener(
            streamRequest,
            attempt,
            options.backend,
            flight == null ? options.limits : flight.limits(options.limits),
            NanoClock.SYSTEM,
            session.eventLoop(),
            end -> ended(session, clean(end, success.value())),
            (job, same) -> execute(JobRequest.of(clientRequest, job), session, same));
    if (stop != null) {
      stop.began(listener);
      if (attempt > 0 && stop.asked()) {
        listener.fail(Outcome.INTERRUPTED, "the run was stopped before it was sent again");
        return;
      }
    }
    if (flight != null && !flight.begins(listener, session.eventLoop())) {
      return;
    }
    execute(
        clientRequest,
        session,
        socket ? new SocketListener(listener, streamRequest.body()) : listener);
  }

  /** Some servers repeat the key that they refuse. */
  private StreamEnd clean(StreamEnd end, Request sent) {
    if (end.error() == null) {
      return end;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    sent.getHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
    return end.withError(Secrets.of(headers, options.secretHeaders).masked(end.error()));
  }

  private void execute(Request clientRequest, Session session, HttpListener listener) {
    http.httpEngine()
        .executeRequest(
            clientRequest,
            session.userId(),
            options.sharedConnections || http.httpProtocol().enginePart().shareConnections(),
            session.eventLoop(),
            listener,
            options.tls == null
                ? SslContextSupport.sslContexts(session)
                : Option.apply(options.tls));
  }

  private void ended(Session session, StreamEnd end) {
    if (stop != null) {
      stop.ended(end);
    }
    boolean again =
        end.attempt() < options.maxRetries
            && !end.outcome().completed()
            && end.outcome() != Outcome.CANCELLED
            && mayRetry(end)
            && (stop == null || !stop.asked());
    StreamEnd told = again ? end.notLast() : end;
    if (options.onEnd != null) {
      options.onEnd.accept(told);
    }
    if (again) {
      if (!options.silent) {
        stats.failedTry(session, told);
      }
      sendLater(session, end);
      return;
    }
    StreamResult result = new StreamResult(end);
    SessionUpdate update = SessionUpdate.of(result, options.checks);
    Session updated = said(update.applyTo(session), end);
    if (options.silent) {
      // The same work, left in nobody's report: the client's warm-up is to run all of the path.
      var unused = logged(updated.enterGroup(options.name, 0), end, update);
      next.$bang(updated);
    } else {
      next.$bang(logged(updated, end, update));
    }
  }

  /** The session with the answer's text in it, if the step keeps that. */
  private Session said(Session session, StreamEnd end) {
    String conversation = options.conversation;
    String text = options.saveText;
    if (conversation == null && text == null) {
      return session;
    }
    if (!end.outcome().completed()) {
      return text == null ? session : session.remove(text);
    }
    String answer = options.backend.read(end.capture().body(), end.capture().length()).text();
    Session kept = text == null ? session : session.set(text, answer);
    return conversation == null
        ? kept
        : kept.set(conversation, new Talk(conversation).after(end.request(), answer));
  }

  /** Sends a request again after its wait, or when the run is stopped, which then gives it up. */
  private void sendLater(Session session, StreamEnd end) {
    EventLoop loop = session.eventLoop();
    Resend resend = new Resend(() -> send(session, end.request(), end.attempt() + 1), loop, stop);
    resend.after(backoffSeconds(end));
  }

  private Session logged(Session session, StreamEnd end, SessionUpdate update) {
    stats.ended(session, end, update.failure());
    return session.logGroupRequestTimings(
        stats.millis(end.sentNanos()), stats.millis(end.endNanos()));
  }

  /**
   * A refusal that will stay one is not sent again: 4xx, but for a timeout and too many requests.
   */
  private static boolean mayRetry(StreamEnd end) {
    int status = end.status();
    return end.outcome() != Outcome.HTTP_ERROR
        || status >= SERVER_ERROR
        || status == TOO_MANY_REQUESTS
        || status == REQUEST_TIMEOUT;
  }

  /** The server's {@code Retry-After}, else 1, 2, 4, … s as vLLM's multi-turn benchmark waits. */
  private double backoffSeconds(StreamEnd end) {
    if (end.retryAfterSeconds() >= 0) {
      return Math.min(end.retryAfterSeconds(), MAX_RETRY_AFTER_SECONDS);
    }
    double own = options.backoff == null ? -1 : options.backoff.applyAsDouble(end);
    return own >= 0 ? own : 1L << Math.min(end.attempt(), MAX_BACKOFF_SHIFT);
  }

  private void crash(Session session, String message) {
    statsEngine.logRequestCrash(session.scenario(), session.groups(), options.name, message);
    next.$bang(session.markAsFailed());
  }
}
