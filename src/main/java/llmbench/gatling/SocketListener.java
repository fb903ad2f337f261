// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.http.client.WebSocketListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Follows a request over a WebSocket of Gatling's client: sends the lines of its body as messages
 * once the socket stands, hands those of the server to a {@link StreamListener}, and closes. All
 * methods run on the event loop.
 */
final class SocketListener extends WebSocketListener {
  private final StreamListener stream;
  private final byte[] body;
  private @Nullable Channel channel;

  SocketListener(StreamListener stream, byte[] body) {
    this.stream = stream;
    this.body = body;
  }

  @Override
  public void onSend() {
    stream.onSend();
  }

  @Override
  public void openWebSocket(Channel on) {
    channel = on;
    super.openWebSocket(on);
  }

  @Override
  public void onWebSocketOpen() {
    Channel on = channel;
    if (on == null) {
      return;
    }
    SocketGuard.opened(on);
    stream.opened(on);
    int from = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        ByteBuf line = Unpooled.wrappedBuffer(body, from, i - from);
        sendFrame(new TextWebSocketFrame(line));
        from = i + 1;
      }
    }
  }

  @Override
  public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {
    // The upgrade; what matters is that the socket opens.
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    if (stream.message(frame.content()) && channel != null) {
      sendFrame(new CloseWebSocketFrame());
      var unused = channel.close();
    }
  }

  @Override
  public void onBinaryFrame(BinaryWebSocketFrame frame) {
    // Text is asked for; sound would be another API.
    stream.passedOver(frame.content().readableBytes());
  }

  @Override
  public void onPongFrame(PongWebSocketFrame frame) {
    // Nobody asked.
  }

  @Override
  public void onCloseFrame(CloseWebSocketFrame frame) {
    stream.closed();
  }

  @Override
  public void onThrowable(Throwable e) {
    if (e instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
      stream.refused(refused.response().status().code());
    } else if (e instanceof AnswerTooLarge) {
      stream.fail(Outcome.TOO_LARGE, String.valueOf(e.getMessage()));
    } else if (tooLong(e)) {
      stream.fail(Outcome.TOO_LARGE, "a message of the WebSocket is too long: " + e.getMessage());
    } else {
      stream.onThrowable(e);
    }
  }

  /** Netty's own limits: of a frame, of its fragments, and of what it unpacks to. */
  private static boolean tooLong(Throwable e) {
    return e instanceof TooLongFrameException
        || e instanceof DecompressionException
        || e.getCause() instanceof DecompressionException
        || (e instanceof CorruptedWebSocketFrameException broken
            && broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
  }
}
