// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import llmbench.backend.Backend;
import llmbench.backend.Frame;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Follows one try of a request on its event loop, from handing it to Gatling's HTTP client to its
 * end, and calls back once. All methods run on that event loop.
 *
 * <p>Gatling's client sends a request again by itself when a pooled connection closes before the
 * response's headers ({@code HttpAppHandler.channelInactive}). That is refused here: the second
 * {@link #onSend} ends the try and throws, before anything is written. Timeouts are our own timers,
 * because a client's request timeout cannot tell connecting, waiting and streaming apart.
 */
final class StreamListener implements HttpListener {
  /** Bytes kept of a body that is not read in frames. */
  private static final int MAX_OTHER_BODY = 1 << 16;

  /** Between two looks at a job. */
  private static final long JOB_PAUSE_MILLIS = 100;

  private final StreamRequest request;
  private final int attempt;
  private final TryTimers timers;
  private final NanoClock clock;
  private final EventLoop eventLoop;
  private final Consumer<StreamEnd> onEnd;
  private final BiConsumer<String, StreamListener> onPending;
  private final long sentNanos;
  private final Backend backend;
  private final StreamCapture capture;
  private final AnswerBounds bounds;

  private @Nullable Channel channel;
  private @Nullable ReadClock readClock;
  private @Nullable Http2Watch http2;
  private long lastReadNanos;
  private long writtenNanos = -1;
  private long headersNanos = -1;
  private ResponseHead head = ResponseHead.NONE;
  private @Nullable ChunkedBody chunked;
  private boolean sent;
  private boolean ended;

  /**
   * Starts the try's clock. Hand this to the HTTP client at once.
   *
   * @param onPending asks after the job of that id, with this listener
   */
  StreamListener(
      StreamRequest request,
      int attempt,
      Backend backend,
      TryLimits limits,
      NanoClock clock,
      EventLoop eventLoop,
      Consumer<StreamEnd> onEnd,
      BiConsumer<String, StreamListener> onPending) {
    this.onPending = onPending;
    this.request = request;
    this.attempt = attempt;
    this.backend = backend;
    this.bounds = new AnswerBounds(limits.answerBytes());
    this.timers = new TryTimers(limits, clock, eventLoop, this::fail);
    this.clock = clock;
    this.eventLoop = eventLoop;
    this.onEnd = onEnd;
    this.sentNanos = clock.nanoTime();
    this.lastReadNanos = sentNanos;
    this.capture = new StreamCapture(backend, sentNanos, request.prompt().outputLen());
  }

  @Override
  public void onFinalClientRequest(Request finalRequest) {}

  @Override
  public void onSend() {
    if (sent) {
      fail(Outcome.CONNECTION_LOST, "the server closed the connection before it answered");
      throw new ResendRefused();
    }
    sent = true;
    timers.sent();
  }

  @Override
  public void onWrite(Channel writtenTo) {
    if (ended) {
      throw new ResendRefused();
    }
    channel = writtenTo;
    writtenNanos = writtenNanos < 0 ? clock.nanoTime() : writtenNanos;
    readClock = DirectBody.expect(writtenTo, this, clock);
    http2 = Http2Watch.expect(writtenTo, this, bounds.mostBytes());
    timers.connected(this::lastReadNanos);
  }

  /** A WebSocket stands: what comes on it is a stream of messages. */
  void opened(Channel on) {
    channel = on;
    writtenNanos = clock.nanoTime();
    headersNanos = writtenNanos;
    lastReadNanos = writtenNanos;
    ReadClock reads = ReadClock.of(on, clock);
    reads.stamp(); // The first message may come in one read with the handshake's answer.
    readClock = reads;
    head = ResponseHead.SOCKET;
    timers.connected(this::lastReadNanos);
  }

  /** A message of a WebSocket; true if it was the last of the answer. */
  boolean message(ByteBuf text) {
    if (ended) {
      return true;
    }
    if (tooLarge(text.readableBytes())) {
      return true;
    }
    long nanos = readNanos();
    lastReadNanos = nanos;
    capture.readLine(text, nanos);
    followed();
    if (ended) {
      return true;
    }
    if (capture.saw(Frame.FINISH) || capture.saw(Frame.ERROR) || capture.saw(Frame.MALFORMED)) {
      bodyEnded();
    }
    return ended;
  }

  /** The server closed the WebSocket in an orderly way. */
  void closed() {
    if (!ended) {
      bodyEnded();
    }
  }

  /** The server answered the handshake with something else than a WebSocket. */
  void refused(int code) {
    head = ResponseHead.ofStatus(code);
    if (!ended) {
      end(Outcome.HTTP_ERROR, "HTTP " + code);
    }
  }

  @Override
  public void onHttpResponse(HttpResponseStatus responseStatus, HttpHeaders headers) {
    if (ended) {
      return;
    }
    heard();
    lastReadNanos = readNanos();
    headersNanos = headersNanos < 0 ? lastReadNanos : headersNanos;
    head = ResponseHead.of(responseStatus.code(), headers, backend);
    if (head.chunked()) {
      chunked = new ChunkedBody();
    }
  }

  /** Whether the body is a stream whose raw bytes {@link #read} takes. */
  boolean readsDirectly() {
    return chunked != null && !ended;
  }

  /**
   * Takes the raw bytes of one read of a chunked event stream.
   *
   * @return the decoder's state; null if nothing is read any more
   */
  @Nullable ChunkedBody read(ByteBuf raw) {
    ChunkedBody coding = chunked;
    if (ended || coding == null) {
      return null;
    }
    if (tooLarge(raw.readableBytes())) {
      return null;
    }
    long nanos = readNanos();
    lastReadNanos = nanos;
    int before = capture.length();
    capture.read(raw, coding, nanos);
    bounds.passOver(raw.readableBytes() - (capture.length() - before));
    followed();
    if (coding.broken()) {
      fail(Outcome.CONNECTION_LOST, "the chunked coding of the body is broken");
    }
    return coding;
  }

  @Override
  public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
    if (ended) {
      return;
    }
    heard();
    if (tooLarge(chunk.readableBytes())) {
      return;
    }
    long nanos = readNanos();
    lastReadNanos = nanos;
    if (head.framed() && !head.binary()) {
      capture.read(chunk, nanos);
      followed();
    } else if (capture.length() < MAX_OTHER_BODY) {
      capture.append(chunk);
    } else {
      bounds.passOver(chunk.readableBytes());
    }
    if (last && !ended) {
      bodyEnded();
    }
  }

  /** The HTTP decoder made something of what it was given. */
  private void heard() {
    bounds.decoded();
    if (http2 != null) {
      http2.heard();
    }
  }

  /** Bytes of the answer came that nobody keeps. */
  void passedOver(int bytes) {
    if (!ended && !tooLarge(bytes)) {
      bounds.passOver(bytes);
    }
  }

  /** The answer's end will not come. */
  void lost(String message) {
    onThrowable(new IOException(message));
  }

  /** Whether so many bytes more are too many; if so the try is ended. */
  private boolean tooLarge(int more) {
    return ends(bounds.more(capture.length(), more));
  }

  /** Counts bytes that the HTTP decoder is given. */
  void decoding(int bytes) {
    boolean unused = !ended && ends(bounds.decoding(bytes));
  }

  private boolean ends(@Nullable String tooLarge) {
    if (tooLarge != null) {
      fail(Outcome.TOO_LARGE, tooLarge);
    }
    return tooLarge != null;
  }

  private void followed() {
    Flight flight = request.flight();
    if (flight != null && !ended) {
      flight.read(capture.outputChunks());
    }
  }

  private void bodyEnded() {
    if (head.answers()) {
      if (head.binary()) {
        capture.replaceBody(PoolingBytes.json(head.binaryUsage(), capture.length()), lastReadNanos);
      }
      String job = backend.pendingJob(capture.body(), capture.length());
      if (job != null) {
        askAfter(job);
        return;
      }
      capture.end();
    }
    Verdict verdict = head.verdict(backend, capture);
    end(verdict.outcome(), verdict.error());
  }

  /** The answer is a job that is not done: a moment later it is asked after. */
  private void askAfter(String job) {
    capture.restart();
    sent = false;
    channel = null; // It is the client's again, and may be another request's by now.
    timers.nothingIsDue();
    var unused =
        eventLoop.schedule(
            () -> {
              if (!ended) {
                onPending.accept(job, this);
              }
            },
            JOB_PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void onThrowable(Throwable e) {
    if (ended) {
      return;
    }
    String message = rootMessage(e);
    if (channel == null) {
      end(Outcome.CONNECT_FAILED, message);
    } else if (capture.saw(Frame.DONE) && capture.outputChunks() > 0) {
      // All of the answer came; only the end of the HTTP body did not.
      lastReadNanos = clock.nanoTime();
      bodyEnded();
    } else {
      end(Outcome.CONNECTION_LOST, message);
    }
  }

  private long lastReadNanos() {
    return lastReadNanos;
  }

  /** Ends the try from our side: nothing more is read, and the connection is closed. */
  void fail(Outcome outcome, String message) {
    if (ended) {
      return;
    }
    Channel open = channel;
    end(outcome, message);
    if (open != null) {
      var unused = open.close();
    }
  }

  /** What it reads, one for each try. */
  StreamCapture capture() {
    return capture;
  }

  /** Ends the try because the run is being stopped; from any thread. */
  void cut() {
    eventLoop.execute(() -> fail(Outcome.INTERRUPTED, "the run was stopped"));
  }

  private void end(Outcome outcome, @Nullable String error) {
    ended = true;
    capture.close();
    timers.stop();
    long endNanos =
        outcome == Outcome.COMPLETED || outcome == Outcome.HTTP_ERROR
            ? lastReadNanos
            : clock.nanoTime();
    onEnd.accept(
        new StreamEnd(
            request,
            attempt,
            true,
            sentNanos,
            writtenNanos,
            headersNanos,
            endNanos,
            capture,
            outcome,
            head.status(),
            error,
            head.retryAfterSeconds()));
  }

  private long readNanos() {
    ReadClock reads = readClock;
    return reads == null ? clock.nanoTime() : reads.nanos();
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
