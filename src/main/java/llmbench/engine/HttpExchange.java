// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, written as bytes so that a script can break it anywhere. All but
 * {@link #respond} and {@link #eventLoop} is for the connection's event loop only.
 */
final class HttpExchange {
  static final String JSON = "application/json";
  private static final int LARGEST_FRAME = 16 << 20;

  private final ChannelHandlerContext context;
  private final HttpRequestData request;
  private final Runnable whenDone;
  private boolean done;
  private @Nullable Runnable whenLost;
  private @Nullable Runnable whenEnded;

  /**
   * @param whenDone run once the response is complete and the connection free
   */
  HttpExchange(ChannelHandlerContext context, HttpRequestData request, Runnable whenDone) {
    this.context = context;
    this.request = request;
    this.whenDone = whenDone;
  }

  HttpRequestData request() {
    return request;
  }

  EventLoop eventLoop() {
    return context.channel().eventLoop();
  }

  /** Answers whole; from any thread. */
  void respond(int status, String contentType, byte[] body, String... headers) {
    byte[] head = ResponseHead.whole(status, contentType, body.length, headers);
    ByteBuf bytes = Unpooled.wrappedBuffer(head, body);
    onEventLoop(
        () -> {
          write(bytes);
          done();
        });
  }

  void respond(ApiError error) {
    respond(error.status(), JSON, error.body());
  }

  /** Runs it on the event loop: at once when called from there. */
  void onEventLoop(Runnable action) {
    if (eventLoop().inEventLoop()) {
      action.run();
    } else {
      eventLoop().execute(action);
    }
  }

  void later(Runnable action, long millis) {
    var unused = eventLoop().schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  ByteBuf buffer(int capacity) {
    return context.alloc().directBuffer(capacity);
  }

  /** Writes and flushes. */
  void write(ByteBuf bytes) {
    var unused = context.writeAndFlush(bytes, context.voidPromise());
  }

  void write(byte[] bytes) {
    write(Unpooled.wrappedBuffer(bytes));
  }

  void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The response is complete: the connection is free for the next request, or closed. */
  void done() {
    if (done) {
      return;
    }
    over();
    if (!request.keepAlive()) {
      close();
    }
    whenDone.run();
  }

  private void over() {
    done = true;
    if (whenEnded != null) {
      whenEnded.run();
    }
  }

  /** What to do once, when the exchange is over, whichever way. */
  void whenEnded(Runnable action) {
    whenEnded = action;
  }

  /** Makes the connection a WebSocket, whose frames go to a handler from now on. */
  void upgrade(byte[] head, ChannelHandler socket) {
    write(head);
    done = true;
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addBefore(
        context.name(),
        "frames",
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .maxFramePayloadLength(LARGEST_FRAME)
                .build()));
    pipeline.addBefore(context.name(), "messages", new WebSocket13FrameEncoder(false));
    pipeline.addBefore(context.name(), "socket", socket);
    pipeline.remove(HttpRequestDecoder.class);
  }

  /** Closes after what was written: a FIN. */
  void close() {
    var unused =
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Closes with a RST, so that the peer reads "connection reset". */
  void reset() {
    ((SocketChannelConfig) context.channel().config()).setOption(ChannelOption.SO_LINGER, 0);
    var unused = context.channel().close();
  }

  /** Whether the peer has gone already. */
  boolean isLost() {
    return done;
  }

  /** What to do when the peer goes before the response is complete. */
  void whenLost(Runnable action) {
    whenLost = action;
  }

  /** The connection is gone. */
  void lost() {
    if (done) {
      return;
    }
    over();
    if (whenLost != null) {
      whenLost.run();
    }
    whenDone.run();
  }
}
