// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Hands the bytes of a chunked event stream to its {@link StreamListener} without the objects that
 * Netty's HTTP decoder, its decompressor and Gatling's handler make of every chunk. It stands
 * before the decoder (behind TLS; first of all without). The response's head goes to the decoder,
 * and so does its last chunk, so that Gatling's client ends the exchange and keeps the connection
 * as ever. A response of any other kind goes the ordinary way whole: no stream, not chunked,
 * compressed, or with a head that does not come in one read.
 */
final class DirectBody extends ChannelInboundHandlerAdapter {
  private static final String NAME = "llmbench-direct-body";
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n'};

  private enum Stage {
    ORDINARY,
    HEAD,
    BODY
  }

  private final ReadClock readClock;
  private final boolean first;
  private Stage stage = Stage.ORDINARY;
  private @Nullable StreamListener listener;
  private boolean forwarded;

  private DirectBody(ReadClock readClock, boolean first) {
    this.readClock = readClock;
    this.first = first;
  }

  /**
   * Awaits the response to a request that is about to be written. On the channel's event loop.
   *
   * @return the clock of the connection's reads
   */
  static ReadClock expect(Channel channel, StreamListener listener, NanoClock clock) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(NAME) instanceof DirectBody there) {
      there.await(listener);
      return there.readClock;
    }
    ChannelHandlerContext codec = pipeline.context(HttpClientCodec.class);
    if (codec == null) {
      return ReadClock.of(channel, clock);
    }
    DirectBody made;
    if (pipeline.get(SslHandler.class) == null && pipeline.get(ProxyHandler.class) == null) {
      made = new DirectBody(new ReadClock(clock), true);
      pipeline.addFirst(NAME, made);
    } else {
      made = new DirectBody(ReadClock.of(channel, clock), false);
      pipeline.addBefore(codec.name(), NAME, made);
    }
    made.await(listener);
    return made.readClock;
  }

  private void await(StreamListener next) {
    listener = next;
    stage = Stage.HEAD;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (first) {
      readClock.stamp();
    }
    StreamListener reader = listener;
    if (stage == Stage.ORDINARY || reader == null || !(msg instanceof ByteBuf in)) {
      if (reader != null && msg instanceof ByteBuf bytes) {
        reader.decoding(bytes.readableBytes());
      }
      forward(ctx, msg);
      return;
    }
    if (stage == Stage.HEAD && !readHead(ctx, in, reader)) {
      return;
    }
    try {
      readBody(ctx, in, reader);
    } finally {
      in.release();
    }
  }

  /** Forwards the head; true if what is left of the buffer is ours to read and release. */
  private boolean readHead(ChannelHandlerContext ctx, ByteBuf in, StreamListener reader) {
    int length = headLength(in);
    stage = Stage.ORDINARY;
    if (length < 0) {
      reader.decoding(in.readableBytes());
      forward(ctx, in);
      return false;
    }
    forward(ctx, in.readRetainedSlice(length));
    if (reader.readsDirectly()) {
      stage = Stage.BODY;
      autoRead(ctx, false);
      return true;
    }
    forward(ctx, in);
    return false;
  }

  private void readBody(ChannelHandlerContext ctx, ByteBuf in, StreamListener reader) {
    ChunkedBody coding = reader.read(in);
    if (coding == null || coding.broken()) {
      leaveBody(ctx);
      listener = null;
    } else if (coding.ended()) {
      // What follows may send the next request on this connection: nothing is touched after it.
      leaveBody(ctx);
      reader.decoding(coding.rest());
      ByteBuf end = ctx.alloc().buffer(LAST_CHUNK.length + coding.rest());
      end.writeBytes(LAST_CHUNK);
      end.writeBytes(in, in.writerIndex() - coding.rest(), coding.rest());
      forward(ctx, end);
    } else if (first) {
      ctx.channel().unsafe().beginRead();
    }
  }

  private void leaveBody(ChannelHandlerContext ctx) {
    stage = Stage.ORDINARY;
    autoRead(ctx, true);
  }

  /**
   * Netty asks for the next read by a walk through all handlers, which costs as much as looking at
   * a frame. During a body nobody but this handler has a say in it, and it asks the transport
   * itself.
   */
  private void autoRead(ChannelHandlerContext ctx, boolean on) {
    if (first) {
      ctx.channel().config().setAutoRead(on);
    }
  }

  private void forward(ChannelHandlerContext ctx, Object msg) {
    forwarded = true;
    ctx.fireChannelRead(msg);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (forwarded) {
      forwarded = false;
      ctx.fireChannelReadComplete();
    }
  }

  /** Bytes of the response's head, its blank line included; -1 if that has not come yet. */
  private static int headLength(ByteBuf in) {
    int from = in.readerIndex();
    for (int i = from; i + 3 < in.writerIndex(); i++) {
      if (in.getByte(i) == '\r' && in.getByte(i + 1) == '\n' && in.getShort(i + 2) == 0x0D0A) {
        return i + 4 - from;
      }
    }
    return -1;
  }
}
