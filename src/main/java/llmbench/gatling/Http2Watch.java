// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Follows an HTTP/2 connection for the tries on its streams: Gatling's client tells nobody that a
 * server reset a stream or closed the connection, and a server may send frames that are no answer
 * without end. On the connection's event loop; first in its pipeline.
 */
final class Http2Watch extends ChannelInboundHandlerAdapter {
  private static final String NAME = "llmbench-http2-watch";

  private final int mostBytes;
  private final Map<Integer, StreamListener> byStream = new HashMap<>();
  private @Nullable StreamListener next;
  private long bytes;

  private Http2Watch(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Awaits the stream of a try that is about to be written.
   *
   * @param mostBytes of anything but an answer, one after the other
   * @return null if the connection does not speak HTTP/2
   */
  static @Nullable Http2Watch expect(Channel channel, StreamListener listener, int mostBytes) {
    Http2Watch watch;
    if (channel.pipeline().get(NAME) instanceof Http2Watch there) {
      watch = there;
    } else {
      Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
      if (handler == null) {
        return null;
      }
      watch = new Http2Watch(mostBytes);
      channel.pipeline().addFirst(NAME, watch);
      handler.connection().addListener(watch.streams());
    }
    watch.next = listener;
    return watch;
  }

  private Http2ConnectionAdapter streams() {
    return new Http2ConnectionAdapter() {
      @Override
      public void onStreamAdded(Http2Stream stream) {
        if (next != null) {
          byStream.put(stream.id(), next);
          next = null;
        }
      }

      @Override
      public void onStreamClosed(Http2Stream stream) {
        StreamListener listener = byStream.remove(stream.id());
        if (listener != null) {
          listener.lost("the server closed the HTTP/2 stream before its answer's end");
        }
      }
    };
  }

  /** Something of an answer came. */
  void heard() {
    bytes = 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof ByteBuf read) {
      bytes += read.readableBytes();
      if (bytes > mostBytes) {
        ReferenceCountUtil.release(msg);
        List<StreamListener> open = new ArrayList<>(byStream.values());
        byStream.clear();
        open.forEach(
            each ->
                each.fail(
                    Outcome.TOO_LARGE,
                    "the server sent "
                        + mostBytes
                        + " bytes of HTTP/2 frames that are no answer, one after the other"));
        var unused = ctx.close();
        return;
      }
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ctx.fireChannelInactive();
    List<StreamListener> open = new ArrayList<>(byStream.values());
    byStream.clear();
    open.forEach(each -> each.lost("the server closed the HTTP/2 connection"));
  }
}
