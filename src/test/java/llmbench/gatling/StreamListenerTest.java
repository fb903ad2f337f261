// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.recording.ChunkKind;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

/** One try of a request, its client's calls made by hand and its time moved by hand. */
class StreamListenerTest {
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String TOKEN = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n";
  private static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":9,\"completion_tokens\":2}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static final int MOST_BYTES = 4_000;

  private final Time time = new Time();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<StreamEnd> ends = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private StreamListener listener = listener("openai-chat");

  private StreamListener listener(String backend) {
    return new StreamListener(
        new StreamRequest(3, "id-3", new Prompt("p", 1, 2), 0, new byte[0]),
        0,
        Backends.named(backend),
        new TryLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(100), Duration.ofSeconds(30), MOST_BYTES),
        time,
        channel.eventLoop(),
        ends::add,
        (job, same) -> asked.add(job));
  }

  private static final class Time implements NanoClock {
    private long nanos = 1_000;

    @Override
    public long nanoTime() {
      return nanos;
    }
  }

  @Test
  void timesAreThoseOfTheReadThatCompletedTheFrame() {
    stream();
    body(5, ROLE);
    body(7, TOKEN.substring(0, 10));
    body(11, TOKEN.substring(10) + TOKEN);
    body(20, FINISH + USAGE + DONE);
    last(1);

    StreamEnd end = end(Outcome.COMPLETED);
    StreamCapture capture = end.capture();
    assertThat(capture.chunkCount()).isEqualTo(4);
    assertThat(capture.chunkNanos(0)).isEqualTo(5);
    assertThat(capture.chunkNanos(1)).isEqualTo(23);
    assertThat(capture.chunkNanos(2)).isEqualTo(23);
    assertThat(capture.chunkNanos(3)).isEqualTo(43);
    assertThat(capture.chunkKind(0)).isEqualTo(ChunkKind.EMPTY);
    assertThat(capture.chunkKind(1)).isEqualTo(ChunkKind.OUTPUT);
    assertThat(capture.chunkKind(3)).isEqualTo(ChunkKind.FINISH);
    assertThat(capture.firstOutputNanos()).isEqualTo(23);
    assertThat(capture.lastOutputNanos()).isEqualTo(23);
    assertThat(capture.promptTokens()).isEqualTo(7);
    assertThat(capture.completionTokens()).isEqualTo(2);
    assertThat(end.sentNanos()).isEqualTo(1_000);
    assertThat(end.endNanos()).isEqualTo(1_044);
  }

  @Test
  void anEndMarkOrAFinishReasonMakesItWhole() {
    stream();
    body(1, TOKEN + FINISH);
    last(1);
    end(Outcome.COMPLETED);
  }

  @Test
  void aCleanEndWithNeitherIsCut() {
    stream();
    body(1, TOKEN + TOKEN);
    last(1);
    assertThat(end(Outcome.CUT).error()).contains("neither an end mark nor a finish reason");
  }

  @Test
  void aProperEndWithoutOutputIsEmpty() {
    stream();
    body(1, ROLE + FINISH + DONE);
    last(1);
    end(Outcome.EMPTY);
  }

  @Test
  void anAnswerOfTheMostBytesIsTakenAndOneMoreIsTooMany() {
    stream();
    String end = FINISH + DONE;
    String filling = ": " + "x".repeat(MOST_BYTES - TOKEN.length() - end.length() - 4) + "\n\n";
    body(1, TOKEN + filling + end);
    last(1);
    end(Outcome.COMPLETED);

    ends.clear();
    listener = listener("openai-chat");
    stream();
    body(1, TOKEN + filling + "\n" + end);
    assertThat(end(Outcome.TOO_LARGE).error()).contains("4000 bytes").contains("max_answer_bytes");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anErrorObjectInTheStreamIsAFailure() {
    stream();
    body(1, TOKEN + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n" + DONE);
    last(1);
    end(Outcome.STREAM_ERROR);
  }

  @Test
  void anErrorEventIsAFailure() {
    stream();
    body(1, TOKEN + "event: error\ndata: {\"message\":\"x\"}\n\n" + DONE);
    last(1);
    end(Outcome.STREAM_ERROR);
  }

  @Test
  void brokenJsonIsMalformed() {
    stream();
    body(1, TOKEN + "data: {\"choices\":[{\"del\n\n" + TOKEN + FINISH + DONE);
    last(1);
    end(Outcome.MALFORMED);
  }

  @Test
  void anotherStatusKeepsTheBodysMessage() {
    write();
    respond(429, "application/json", new DefaultHttpHeaders().set("retry-after", "7"));
    body(1, "{\"error\":{\"message\":\"slow ");
    body(1, "down\"}}");
    last(1);
    StreamEnd end = end(Outcome.HTTP_ERROR);
    assertThat(end.error()).isEqualTo("slow down");
    assertThat(end.status()).isEqualTo(429);
    assertThat(end.retryAfterSeconds()).isEqualTo(7);
  }

  @Test
  void aJsonBodyIsNoStream() {
    write();
    respond(200, "application/json", new DefaultHttpHeaders());
    body(1, "{\"choices\":[]}");
    last(1);
    assertThat(end(Outcome.NOT_A_STREAM).error()).contains("application/json");
  }

  @Test
  void aLostConnectionIsToldFromOneThatNeverStood() {
    listener.onSend();
    listener.onThrowable(new ConnectException("Connection refused"));
    assertThat(end(Outcome.CONNECT_FAILED).error()).isEqualTo("Connection refused");
  }

  @Test
  void aResetInMidStreamIsALostConnection() {
    stream();
    body(1, TOKEN);
    listener.onThrowable(new IOException("Connection reset by peer"));
    assertThat(end(Outcome.CONNECTION_LOST).capture().outputChunks()).isEqualTo(1);
  }

  @Test
  void aConnectionLostAfterTheEndMarkLostNothing() {
    stream();
    body(1, TOKEN + DONE);
    listener.onThrowable(new IOException("Connection reset by peer"));
    end(Outcome.COMPLETED);
  }

  @Test
  void theClientsResendIsRefused() {
    write();
    assertThatThrownBy(listener::onSend).isInstanceOf(ResendRefused.class);
    assertThat(end(Outcome.CONNECTION_LOST).status()).isZero();
  }

  @Test
  void aRequestThatEndedIsNotWritten() {
    listener.onSend();
    pass(Duration.ofSeconds(10));
    end(Outcome.CONNECT_FAILED);
    assertThatThrownBy(() -> listener.onWrite(channel)).isInstanceOf(ResendRefused.class);
  }

  @Test
  void silenceEndsTheStreamAndClosesTheConnection() {
    stream();
    pass(Duration.ofSeconds(29));
    body(0, TOKEN);
    pass(Duration.ofSeconds(29));
    assertThat(ends).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(end(Outcome.IDLE_TIMEOUT).error()).isEqualTo("nothing came for 30 s");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aStreamThatNeverEndsIsEnded() {
    stream();
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(10));
      body(0, TOKEN);
    }
    end(Outcome.REQUEST_TIMEOUT);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aJobIsAskedAfterUntilItIsDone() {
    listener = listener("openai-videos");
    write();
    time.nanos += 5;
    answer("{\"id\":\"job-1\",\"status\":\"queued\"}");
    pass(Duration.ofMillis(100));
    write();
    answer("{\"id\":\"job-1\",\"status\":\"in_progress\"}");
    pass(Duration.ofMillis(100));
    write();
    answer("{\"id\":\"job-1\",\"status\":\"completed\"}");

    StreamEnd end = end(Outcome.COMPLETED);
    assertThat(asked).containsExactly("job-1", "job-1");
    assertThat(end.writtenNanos()).as("when the job was begun").isEqualTo(1_000);
    assertThat(end.headersNanos()).as("when the job was there").isEqualTo(1_005);
    assertThat(end.endNanos()).isEqualTo(1_005 + Duration.ofMillis(200).toNanos());
    assertThat(end.capture().outputChunks()).isEqualTo(1);
  }

  @Test
  void aJobThatTakesTooLongClosesNoConnectionThatIsNotItsOwn() {
    listener = listener("openai-videos");
    write();
    pass(Duration.ofSeconds(29));
    answer("{\"id\":\"job-1\",\"status\":\"queued\"}");
    pass(Duration.ofSeconds(71));
    end(Outcome.REQUEST_TIMEOUT);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void nothingAfterTheEndIsHeard() {
    stream();
    pass(Duration.ofSeconds(30));
    body(1, TOKEN + DONE);
    last(1);
    listener.onThrowable(new IOException("closed"));
    end(Outcome.IDLE_TIMEOUT);
  }

  @Test
  void oneReadOfTheSocketIsOneReadingOfTheClock() {
    listener.onSend();
    listener.onWrite(channel);
    respond(200, "text/event-stream", new DefaultHttpHeaders());
    time.nanos = 1_010;
    channel.pipeline().fireChannelRead("a read of the socket");
    time.nanos = 1_099;
    chunk(TOKEN, false);
    chunk(TOKEN + DONE, true);
    StreamCapture capture = end(Outcome.COMPLETED).capture();
    assertThat(capture.chunkNanos(0)).isEqualTo(10);
    assertThat(capture.chunkNanos(1)).isEqualTo(10);
  }

  private void write() {
    listener.onSend();
    listener.onWrite(channel);
  }

  private void stream() {
    write();
    respond(200, "text/event-stream; charset=utf-8", new DefaultHttpHeaders());
  }

  private void respond(int status, String contentType, HttpHeaders headers) {
    channel.pipeline().fireChannelRead("a read of the socket");
    listener.onHttpResponse(
        HttpResponseStatus.valueOf(status), headers.set("content-type", contentType));
  }

  private void answer(String json) {
    respond(200, "application/json", new DefaultHttpHeaders());
    chunk(json, true);
  }

  private void body(long nanosLater, String text) {
    time.nanos += nanosLater;
    channel.pipeline().fireChannelRead("a read of the socket");
    chunk(text, false);
  }

  private void last(long nanosLater) {
    time.nanos += nanosLater;
    channel.pipeline().fireChannelRead("a read of the socket");
    chunk("", true);
  }

  private void chunk(String text, boolean last) {
    listener.onHttpResponseBodyChunk(
        Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)), last);
  }

  private void pass(Duration duration) {
    time.nanos += duration.toNanos();
    channel.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private StreamEnd end(Outcome outcome) {
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).outcome()).isEqualTo(outcome);
    return ends.get(0);
  }
}
