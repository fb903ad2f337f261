// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import llmbench.engine.Fault.Interruption;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer on its way out. All that exists when it is called goes out in one write, each
 * event in an HTTP chunk of its own as under vLLM.
 */
final class EventStream implements AnswerSink, Fault.BrokenBody {
  private static final int TYPICAL_EVENT = 320;
  private static final byte[] CUT_CHUNK =
      "40\r\ndata: {\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Of a WebSocket, with the code for a normal end. */
  private static final byte[] CLOSE_FRAME = {(byte) 0x88, 2, 0x03, (byte) 0xE8};

  private final HttpExchange exchange;
  private final Wire wire;
  private final Answer answer;
  private final ResponseFormat format;
  private final ResponsePlan plan;
  private final SseFraming framing;
  private final NanoClock clock;
  private final long @Nullable [] times;
  private final AnswerEnd whenEnded;
  private @Nullable Interruption interruption;
  private int written;
  private long firstNanos;
  private int available;
  private boolean headWritten;
  private boolean opened;
  private boolean paused;
  private boolean ended;

  /**
   * @param times where the time of each token's write goes; null if nobody asks
   */
  EventStream(
      HttpExchange exchange,
      ResponseFormat format,
      ResponsePlan plan,
      NanoClock clock,
      long @Nullable [] times,
      AnswerEnd whenEnded) {
    this.exchange = exchange;
    this.wire = plan.framing().fragments() ? new FragmentedWire(exchange) : exchange::write;
    this.answer = plan.answer();
    this.format = format;
    this.plan = plan;
    this.framing = plan.framing().of(format);
    this.clock = clock;
    this.times = times;
    this.whenEnded = whenEnded;
    this.interruption = plan.interruption();
  }

  @Override
  public EventLoop eventLoop() {
    return exchange.eventLoop();
  }

  @Override
  public void begin() {
    if (!headWritten) {
      headWritten = true;
      if (!format.messages()) {
        exchange.write(ResponseHead.stream(format.jsonLines()));
      }
    }
  }

  @Override
  public void emit(int tokens) {
    available = Math.max(available, tokens);
    if (ended || paused || available == 0 || exchange.isLost()) {
      return;
    }
    begin();
    ByteBuf out = exchange.buffer(TYPICAL_EVENT * (available - written + 3));
    int from = written;
    open(out);
    Interruption broken = interruption;
    while (written < available && !(broken != null && broken.due(written, answer.length()))) {
      int to = chunkEnd(broken);
      if (to > available) {
        break;
      }
      chunk(out, to);
    }
    if (written == answer.length()) {
      finish(out);
    }
    stamp(from);
    if (written == answer.length()) {
      // Before the write as well: what is kept of it is there when the client has it all.
      ended = true;
      whenEnded.ended(true);
    }
    send(out);
    if (broken != null && written < available && broken.due(written, answer.length())) {
      interruption = null;
      broken.strike().on(this);
    } else if (ended) {
      wire.whenSent(exchange::done);
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

  private int chunkEnd(@Nullable Interruption broken) {
    long to = Math.min((long) written + plan.style().tokensPerChunk(), answer.length());
    if (broken != null && broken.due((int) to, answer.length())) {
      to = Math.min(broken.afterTokens(), answer.length() - 1);
    }
    return (int) to;
  }

  private void open(ByteBuf out) {
    if (opened) {
      return;
    }
    opened = true;
    if (framing.commentEvery() > 0) {
      framing.comment(out);
    }
    for (byte[] frame : format.opening()) {
      framing.event(out, frame);
    }
  }

  private void chunk(ByteBuf out, int to) {
    byte[] prefix = format.plainPrefix();
    if (prefix != null && plan.style().plain() && to == written + 1 && to < answer.length()) {
      framing.event(out, prefix, answer.deltas()[written], format.plainSuffix());
    } else {
      framing.event(out, format.chunk(written, to));
    }
    int every = framing.commentEvery();
    if (every > 0 && to % every == 0) {
      framing.comment(out);
    }
    written = to;
  }

  private void finish(ByteBuf out) {
    for (byte[] frame : format.closing(plan.cachedTokens().getAsInt())) {
      framing.event(out, frame);
    }
    byte[] done = format.doneMark();
    if (done != null && plan.style().doneMark()) {
      framing.event(out, done);
    }
    framing.end(out);
  }

  /** Notes the time of the tokens about to be written: no reader can have them earlier. */
  private void stamp(int from) {
    if (from < written && (times != null || from == 0)) {
      long now = clock.nanoTime();
      firstNanos = from == 0 ? now : firstNanos;
      if (times != null) {
        Arrays.fill(times, from, written, now);
      }
    }
  }

  private void send(ByteBuf out) {
    if (out.isReadable()) {
      wire.send(out);
    } else {
      out.release();
    }
  }

  @Override
  public void reset() {
    broken(exchange::reset);
  }

  @Override
  public void cut() {
    broken(
        () -> {
          // Announces more than comes.
          exchange.write(format.messages() ? new byte[] {(byte) 0x81, 40, '{'} : CUT_CHUNK);
          exchange.close();
        });
  }

  @Override
  public void end() {
    broken(
        () -> {
          exchange.write(format.messages() ? CLOSE_FRAME : LAST_CHUNK);
          exchange.done();
        });
  }

  private void broken(Runnable ending) {
    ended = true;
    // A moment later, so that the peer has read what came before: a reset may overtake it.
    wire.whenSent(
        () ->
            exchange.later(
                () -> {
                  whenEnded.ended(false);
                  ending.run();
                },
                BREAK_AFTER_MILLIS));
  }

  @Override
  public void error() {
    event(format.error());
    byte[] done = format.doneMark();
    if (done != null) {
      event(done);
    }
    end();
  }

  private static final long BREAK_AFTER_MILLIS = 20;

  @Override
  public void event(byte[] data) {
    ByteBuf out = exchange.buffer(data.length + 64);
    framing.event(out, data);
    wire.send(out);
  }

  @Override
  public void goOn() {
    emit(available);
  }

  @Override
  public void pause(@Nullable Long millis) {
    paused = true;
    if (millis != null) {
      exchange.later(
          () -> {
            paused = false;
            emit(available);
          },
          millis);
    }
  }
}
