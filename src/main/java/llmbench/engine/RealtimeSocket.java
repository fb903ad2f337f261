// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Consumer;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the realtime API: collects what the user says, and hands it on as a request when
 * an answer is asked for. One answer at a time.
 */
final class RealtimeSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** RFC 6455, section 1.3. */
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpRequestData opening;
  private final NanoClock clock;
  private final Consumer<HttpExchange> generate;
  private final StringBuilder said = new StringBuilder();
  private @Nullable HttpExchange current;

  /**
   * @param opening the request that opened it
   * @param generate answers an exchange whose body has {@code input} and {@code max_output_tokens}
   */
  RealtimeSocket(HttpRequestData opening, NanoClock clock, Consumer<HttpExchange> generate) {
    this.opening = opening;
    this.clock = clock;
    this.generate = generate;
  }

  /** The head of the response that makes a connection a WebSocket. */
  static byte[] upgrade(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return ("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
              + "sec-websocket-accept: "
              + Base64.getEncoder().encodeToString(digest)
              + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame text) {
      read(context, text.text());
    } else if (frame instanceof PingWebSocketFrame ping) {
      var unused = context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    } else if (frame instanceof CloseWebSocketFrame) {
      var unused = context.close();
    }
  }

  private void read(ChannelHandlerContext context, String text) {
    JsonNode event;
    try {
      event = JSON.readTree(text);
    } catch (IOException e) {
      tell(context, "{\"type\":\"error\",\"error\":{\"message\":\"no JSON\"}}");
      return;
    }
    switch (event.path("type").asText()) {
      case "session.update" -> tell(context, "{\"type\":\"session.updated\"}");
      case "conversation.item.create" -> {
        event.path("item").path("content").forEach(part -> said.append(part.path("text").asText()));
        tell(context, "{\"type\":\"conversation.item.added\"}");
      }
      case "response.create" -> answer(context, event.path("response"));
      default -> tell(context, "{\"type\":\"error\",\"error\":{\"message\":\"unknown event\"}}");
    }
  }

  private void answer(ChannelHandlerContext context, JsonNode response) {
    ObjectNode body = JSON.createObjectNode();
    body.put("input", said.toString());
    body.set("max_output_tokens", response.path("max_output_tokens"));
    HttpRequestData request =
        new HttpRequestData(
            opening.method(),
            opening.path(),
            opening.query(),
            opening.headers(),
            true,
            body.toString().getBytes(StandardCharsets.UTF_8),
            clock.nanoTime());
    HttpExchange exchange = new HttpExchange(context, request, () -> current = null);
    current = exchange;
    generate.accept(exchange);
  }

  private static void tell(ChannelHandlerContext context, String event) {
    var unused = context.writeAndFlush(new TextWebSocketFrame(event));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    HttpExchange exchange = current;
    if (exchange != null) {
      exchange.lost();
    }
    context.fireChannelInactive();
  }
}
