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
            new HttpClientCodec(),
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
              new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO),
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
}
