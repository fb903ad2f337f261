// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import static io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what a WebSocket's server may make the client hold, which Gatling's client does not: the
 * bytes of a handshake and its time, those between two messages, what a compressed message unpacks
 * to, and the pongs that a server asks for and does not read. First in a connection's pipeline;
 * leaves one that is no WebSocket's.
 */
final class SocketGuard extends ChannelInboundHandlerAdapter {
  /** As Gatling's client has it. */
  private static final int COMPRESSION_LEVEL = 6;

  private final TryLimits limits;
  private long bytes;
  private boolean open;
  private boolean over;

  SocketGuard(TryLimits limits) {
    this.limits = limits;
  }

  /** The handshake is done: from now on an answer's bounds hold. On the event loop. */
  static void opened(Channel channel) {
    SocketGuard guard = channel.pipeline().get(SocketGuard.class);
    if (guard != null) {
      guard.open = true;
      guard.bytes = 0;
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelHandlerContext aggregator = pipeline.context(WebSocketFrameAggregator.class);
    if (aggregator == null) {
      pipeline.remove(this);
    } else {
      WebSocketClientExtensionHandler unbounded =
          pipeline.get(WebSocketClientExtensionHandler.class);
      if (unbounded != null) {
        pipeline.replace(unbounded, "llmbench-socket-compression", compression());
      }
      pipeline.addAfter(aggregator.name(), "llmbench-socket-messages", new Messages());
      if (!limits.connect().isZero()) {
        var unused =
            ctx.executor()
                .schedule(
                    () -> closeUnlessOpen(ctx), limits.connect().toNanos(), TimeUnit.NANOSECONDS);
      }
    }
    ctx.fireChannelActive();
  }

  /** The try has ended by then, and knows no connection that it could close. */
  private void closeUnlessOpen(ChannelHandlerContext ctx) {
    if (!open) {
      var unused = ctx.close();
    }
  }

  private WebSocketClientExtensionHandler compression() {
    return new WebSocketClientExtensionHandler(
        new PerMessageDeflateClientExtensionHandshaker(
            COMPRESSION_LEVEL,
            ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
            MAX_WINDOW_SIZE,
            true,
            false,
            limits.answerBytes()));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (over) {
      ReferenceCountUtil.release(msg);
      return;
    }
    if (msg instanceof ByteBuf read) {
      bytes += read.readableBytes();
      int most = open ? limits.answerBytes() : AnswerBounds.MOST_UNDECODED;
      if (bytes > most) {
        over = true;
        ReferenceCountUtil.release(msg);
        tooLarge(ctx, most);
        return;
      }
    }
    ctx.fireChannelRead(msg);
  }

  /** Told from behind Gatling's first handler, which keeps every error to itself. */
  private void tooLarge(ChannelHandlerContext ctx, int most) {
    ChannelHandlerContext last = ctx.pipeline().context(Messages.class);
    if (last != null) {
      last.fireExceptionCaught(
          new AnswerTooLarge(
              open
                  ? "a message of the WebSocket, or what comes in its place, is longer than "
                      + most
                      + " bytes; if it should be, raise max_answer_bytes"
                  : "the answer to the WebSocket's handshake is longer than " + most + " bytes"));
    }
    var unused = ctx.close();
  }

  /** Sees whole messages. */
  private final class Messages extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (msg instanceof PingWebSocketFrame ping && !ctx.channel().isWritable()) {
        ping.release(); // A pong would only be kept: the server does not read.
        return;
      }
      if (msg instanceof TextWebSocketFrame) {
        bytes = 0;
      }
      ctx.fireChannelRead(msg);
    }
  }
}
