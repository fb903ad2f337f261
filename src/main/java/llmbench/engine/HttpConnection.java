// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/** A client's connection: gathers requests whole and hands them on, one at a time. */
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final int BODY_LIMIT = 64 << 20;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final NanoClock clock;
  private final Consumer<HttpExchange> routes;
  private final Deque<HttpRequestData> pipelined = new ArrayDeque<>();
  private @Nullable HttpRequest head;
  private @Nullable ByteBuf body;
  private @Nullable HttpExchange current;

  HttpConnection(NanoClock clock, Consumer<HttpExchange> routes) {
    this.clock = clock;
    this.routes = routes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request) {
        start(context, request);
      }
      if (message instanceof HttpContent content) {
        append(context, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void start(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      refuse(context, 400, "Invalid HTTP request received.");
      return;
    }
    head = request;
    body = context.alloc().buffer();
    if (HttpUtil.is100ContinueExpected(request)) {
      var unused = context.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }
  }

  private void append(ChannelHandlerContext context, HttpContent content) {
    HttpRequest request = head;
    ByteBuf bytes = body;
    if (request == null || bytes == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      refuse(context, 400, "Invalid HTTP request received.");
      return;
    }
    if (bytes.readableBytes() + content.content().readableBytes() > BODY_LIMIT) {
      refuse(context, 413, "The body is larger than " + BODY_LIMIT + " bytes.");
      return;
    }
    bytes.writeBytes(content.content());
    if (content instanceof LastHttpContent) {
      long readNanos = clock.nanoTime();
      byte[] whole = ByteBufUtil.getBytes(bytes);
      drop();
      String uri = request.uri();
      int query = uri.indexOf('?');
      HttpRequestData data =
          new HttpRequestData(
              request.method().name(),
              query < 0 ? uri : uri.substring(0, query),
              query < 0 ? "" : uri.substring(query + 1),
              request.headers(),
              HttpUtil.isKeepAlive(request),
              whole,
              readNanos);
      if (current == null) {
        handle(context, data);
      } else {
        pipelined.add(data);
      }
    }
  }

  private void handle(ChannelHandlerContext context, HttpRequestData data) {
    HttpExchange exchange = new HttpExchange(context, data, () -> next(context));
    current = exchange;
    routes.accept(exchange);
  }

  private void next(ChannelHandlerContext context) {
    current = null;
    HttpRequestData data = pipelined.poll();
    if (data != null && context.channel().isActive()) {
      // Not within the call that ended the last one: no deeper stack, whatever the pipeline.
      context.executor().execute(() -> handle(context, data));
    }
  }

  private void refuse(ChannelHandlerContext context, int status, String text) {
    drop();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] headBytes =
        ResponseHead.whole(status, "text/plain; charset=utf-8", bytes.length, "connection: close");
    var unused =
        context
            .writeAndFlush(Unpooled.wrappedBuffer(headBytes, bytes))
            .addListener(ChannelFutureListener.CLOSE);
  }

  private void drop() {
    head = null;
    ReferenceCountUtil.release(body);
    body = null;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    drop();
    pipelined.clear();
    HttpExchange exchange = current;
    if (exchange != null) {
      exchange.lost();
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A peer that resets, or speaks no TLS: its business. The connection is of no more use.
    var unused = context.close();
  }
}
