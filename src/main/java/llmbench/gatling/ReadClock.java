// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import llmbench.recording.NanoClock;

/**
 * Reads the clock once for each read of a connection's socket, before TLS and HTTP decoding, so
 * that every frame of one read has the same time and decoding is in nobody's measurement. Where TLS
 * or a proxy stands before {@link DirectBody} it is the first handler of the pipeline; elsewhere
 * DirectBody is, and calls {@link #stamp}: a handler less to walk through a read.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {
  private static final String NAME = "llmbench-read-clock";

  private final NanoClock clock;
  private long nanos;

  ReadClock(NanoClock clock) {
    this.clock = clock;
  }

  /** A connection's clock in its pipeline, put there if it is not yet. On its event loop. */
  static ReadClock of(Channel channel, NanoClock clock) {
    if (channel.pipeline().get(NAME) instanceof ReadClock there) {
      return there;
    }
    ReadClock made = new ReadClock(clock);
    channel.pipeline().addFirst(NAME, made);
    return made;
  }

  /** Time of the last read. */
  long nanos() {
    return nanos;
  }

  /** A read is there. */
  void stamp() {
    nanos = clock.nanoTime();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    stamp();
    ctx.fireChannelRead(msg);
  }
}
