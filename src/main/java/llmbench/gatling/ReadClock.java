// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import llmbench.recording.NanoClock;

/**
 * Reads the clock once for each read of a connection's socket, before TLS and HTTP decoding, so
 * that every frame of one read has the same time and decoding is in nobody's measurement. It stands
 * first in the pipeline for as long as the connection lives.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {
  private static final String NAME = "llmbench-read-clock";

  private final NanoClock clock;
  private long nanos;

  private ReadClock(NanoClock clock) {
    this.clock = clock;
  }

  /** The connection's clock, put into its pipeline if it is not there yet. On its event loop. */
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

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    nanos = clock.nanoTime();
    ctx.fireChannelRead(msg);
  }
}
