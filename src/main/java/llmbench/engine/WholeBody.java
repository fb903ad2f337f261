// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import llmbench.engine.Fault.Interruption;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/** An answer that is sent when it is complete. */
final class WholeBody implements AnswerSink, Fault.BrokenBody {
  private final HttpExchange exchange;
  private final ResponseFormat format;
  private final ResponsePlan plan;
  private final NanoClock clock;
  private final long @Nullable [] times;
  private final AnswerEnd whenEnded;
  private int written;
  private long firstNanos;
  private boolean ended;
  private boolean answered;

  WholeBody(
      HttpExchange exchange,
      ResponseFormat format,
      ResponsePlan plan,
      NanoClock clock,
      long @Nullable [] times,
      AnswerEnd whenEnded) {
    this.exchange = exchange;
    this.format = format;
    this.plan = plan;
    this.clock = clock;
    this.times = times;
    this.whenEnded = whenEnded;
  }

  @Override
  public EventLoop eventLoop() {
    return exchange.eventLoop();
  }

  @Override
  public void begin() {
    // Nothing goes out before the end.
  }

  @Override
  public void emit(int tokens) {
    if (ended || tokens < plan.answer().length() || exchange.isLost()) {
      return;
    }
    ended = true;
    Interruption broken = plan.interruption();
    if (broken != null) {
      broken.strike().on(this);
    } else {
      sendAll();
    }
  }

  @Override
  public int written() {
    return written;
  }

  @Override
  public long firstNanos() {
    return firstNanos;
  }

  private void sendAll() {
    byte[] body = format.whole(plan.cachedTokens().getAsInt());
    firstNanos = clock.nanoTime();
    written = plan.answer().length();
    if (times != null) {
      Arrays.fill(times, firstNanos);
    }
    whenEnded.ended(true);
    exchange.respond(200, HttpExchange.JSON, body);
  }

  @Override
  public void reset() {
    whenEnded.ended(false);
    exchange.reset();
  }

  @Override
  public void cut() {
    whenEnded.ended(false);
    exchange.write(ResponseHead.whole(200, HttpExchange.JSON, 1 << 20));
    exchange.write("{\"id\":\"");
    exchange.close();
  }

  @Override
  public void end() {
    event(new byte[0]);
  }

  @Override
  public void event(byte[] data) {
    if (!answered) {
      answered = true;
      whenEnded.ended(false);
      exchange.respond(200, HttpExchange.JSON, data);
    }
  }

  @Override
  public void error() {
    event(format.error());
  }

  @Override
  public void goOn() {
    // The event was all of the body.
  }

  @Override
  public void pause(@Nullable Long millis) {
    if (millis != null) {
      exchange.later(this::sendAll, millis);
    }
  }
}
