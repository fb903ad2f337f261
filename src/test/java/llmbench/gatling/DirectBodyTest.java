// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import llmbench.backend.Backends;
import llmbench.dataset.Prompt;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

class DirectBodyTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final String TOKEN =
      chunk("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n");
  private static final String DONE = chunk("data: [DONE]\n\n");
  private static final String END = "0\r\n\r\n";

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  /** A channel whose last handler tells the listener what Netty's decoder made, as Gatling does. */
  private static final class Client {
    private final List<StreamEnd> ends = new ArrayList<>();
    private int decodedChunks;
    private int exchanges;
    private final EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpClientCodec(4_096, Integer.MAX_VALUE, 8_192), // as Gatling makes it
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object msg) {
                decoded(msg);
                ReferenceCountUtil.release(msg);
              }
            });
    private StreamListener listener = next();

    private StreamListener next() {
      StreamListener made =
          new StreamListener(
              new StreamRequest(0, "id", new Prompt("p", 1, 2), 0, new byte[0]),
              0,
              Backends.named("openai-chat"),
              new TryLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1 << 20),
              NanoClock.SYSTEM,
              channel.eventLoop(),
              ends::add,
              (job, same) -> {});
      // The codec pairs each response with a request.
      channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
      channel.releaseOutbound();
      made.onSend();
      made.onWrite(channel);
      return made;
    }

    private void decoded(Object msg) {
      if (msg instanceof HttpResponse response) {
        listener.onHttpResponse(response.status(), response.headers());
      }
      if (msg instanceof HttpContent content) {
        boolean last = msg instanceof LastHttpContent;
        decodedChunks += last ? 0 : 1;
        exchanges += last ? 1 : 0;
        listener.onHttpResponseBodyChunk(content.content(), last);
      }
    }

    void read(String bytes) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
    }

    StreamEnd end() {
      assertThat(ends).hasSize(1);
      return ends.remove(0);
    }
  }

  @Test
  void aChunkedStreamIsReadWithoutTheDecoder() {
    Client client = new Client();
    client.read(HEAD + TOKEN);
    assertThat(client.channel.config().isAutoRead()).as("in a body").isFalse();
    client.read(TOKEN + TOKEN);
    client.read(DONE + END);
    assertThat(client.channel.config().isAutoRead()).as("after it").isTrue();
    assertThat(client.decodedChunks).isZero();
    assertThat(client.exchanges).isEqualTo(1);
    StreamEnd end = client.end();
    assertThat(end.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(end.capture().outputChunks()).isEqualTo(3);
  }

  @Test
  void wheneverTheReadsFallTheAnswerIsTheSameAndTheConnectionGoesOn() {
    String whole = HEAD + TOKEN + TOKEN + DONE + END;
    for (int cut = 1; cut < whole.length(); cut++) {
      Client client = new Client();
      for (int exchange = 1; exchange <= 2; exchange++) {
        client.read(whole.substring(0, cut));
        client.read(whole.substring(cut));
        StreamEnd end = client.end();
        assertThat(end.outcome()).as("cut at %d", cut).isEqualTo(Outcome.COMPLETED);
        assertThat(end.capture().outputChunks()).isEqualTo(2);
        assertThat(client.exchanges).isEqualTo(exchange);
        client.listener = client.next();
      }
    }
  }

  @Test
  void whatIsNoChunkedStreamGoesTheOrdinaryWay() {
    Client client = new Client();
    client.read("HTTP/1.1 500 Oops\r\ncontent-length: 4\r\n\r\nboom");
    StreamEnd end = client.end();
    assertThat(end.outcome()).isEqualTo(Outcome.HTTP_ERROR);
    assertThat(end.status()).isEqualTo(500);
  }

  @Test
  void aBrokenCodingFailsAndClosesTheConnection() {
    Client client = new Client();
    client.read(HEAD + TOKEN + "zz\r\n");
    assertThat(client.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(client.channel.isOpen()).isFalse();
  }

  @Test
  void aHeadOrATrailerWithoutEndIsTooLarge() {
    String lot = "X-A: " + "a".repeat(AnswerBounds.MOST_UNDECODED / 2) + "\r\n";
    Client head = new Client();
    head.read("HTTP/1.1 200 OK\r\n");
    head.read(lot);
    head.read(lot);
    assertThat(head.end().outcome()).isEqualTo(Outcome.TOO_LARGE);
    assertThat(head.channel.isOpen()).isFalse();

    Client trailer = new Client();
    trailer.read(HEAD + TOKEN + DONE + "0\r\n");
    trailer.read(lot);
    trailer.read(lot);
    assertThat(trailer.end().outcome()).isEqualTo(Outcome.TOO_LARGE);
    assertThat(trailer.channel.isOpen()).isFalse();
  }

  @Test
  void manyAnswersOnOneConnectionAreNotCountedTogether() {
    Client client = new Client();
    String head = HEAD.replace("\r\n\r\n", "\r\nX-A: " + "a".repeat(4_000) + "\r\n\r\n");
    for (int i = 0; i < 100; i++) {
      client.read(head.substring(0, 3_000));
      client.read(head.substring(3_000) + TOKEN + DONE + END);
      assertThat(client.end().outcome()).isEqualTo(Outcome.COMPLETED);
      client.listener = client.next();
    }
  }

  @Test
  void extensionsOfAChunkCountAsTheAnswer() {
    Client client = new Client();
    client.read(HEAD + "5;a=");
    for (int i = 0; client.channel.isOpen(); i++) {
      assertThat(i).isLessThan(17);
      client.read("a".repeat(1 << 16));
    }
    assertThat(client.end().outcome()).isEqualTo(Outcome.TOO_LARGE);
  }
}
