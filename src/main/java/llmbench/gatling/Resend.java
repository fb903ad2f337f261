// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request that waits to be sent again. A stop ends the wait. */
final class Resend {
  private static final double NANOS = 1e9;

  private final Runnable send;
  private final EventLoop loop;
  private final @Nullable RunStop stop;
  private final Runnable stopped = this::endWait;
  private boolean sent;

  /**
   * One that does not wait yet.
   *
   * @param send sends it, or sees that the run is stopped; run once, on the loop
   * @param stop null where nothing stops the run
   */
  Resend(Runnable send, EventLoop loop, @Nullable RunStop stop) {
    this.send = send;
    this.loop = loop;
    this.stop = stop;
  }

  void after(double seconds) {
    var unused = loop.schedule(this::send, Math.round(seconds * NANOS), TimeUnit.NANOSECONDS);
    if (stop != null) {
      stop.waits(stopped);
    }
  }

  private void endWait() {
    loop.execute(this::send);
  }

  private void send() {
    if (sent) {
      return;
    }
    sent = true;
    if (stop != null) {
      stop.waitsNoMore(stopped);
    }
    send.run();
  }
}
