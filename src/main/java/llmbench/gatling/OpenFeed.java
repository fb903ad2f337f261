// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.recording.NanoClock;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * Arrivals at times that are known beforehand, whatever becomes of the requests: an open model.
 * Each event loop has every n-th of them and sleeps until its next one is due, so that nothing is
 * handed from thread to thread. While it waits, the next body is made.
 */
final class OpenFeed implements Feed {
  /**
   * Requests that a loop begins before it looks at its connections again: where many are due at
   * once, each would else count the others' sending as its own time to connect.
   */
  private static final int MOST_PER_TURN = 8;

  private final Arrivals arrivals;
  private final NanoClock clock;
  private final List<Share> shares = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /**
   * A feed of so many requests as there are offsets.
   *
   * @param arrivals from the beginning on
   */
  OpenFeed(Arrivals arrivals, NanoClock clock) {
    this.arrivals = arrivals;
    this.clock = clock;
  }

  @Override
  public void begin(Lane lane, List<EventLoop> loops, long startNanos) {
    AtomicInteger loopsAtWork = new AtomicInteger(loops.size());
    for (int i = 0; i < loops.size(); i++) {
      Share share = new Share(lane, loops.get(i), startNanos, loopsAtWork, i, loops.size());
      shares.add(share);
      loops.get(i).execute(share::turn);
    }
  }

  @Override
  public void stop() {
    stopped = true;
    shares.forEach(share -> share.loop.execute(share::turn)); // the next one may be due in hours
  }

  /** The arrivals of one event loop; runs there only. */
  private final class Share {
    private final Lane lane;
    private final EventLoop loop;
    private final long startNanos;
    private final AtomicInteger loopsAtWork;
    private final int stride;
    private int next;
    private byte @Nullable [] nextBody;
    private boolean ended;

    Share(
        Lane lane,
        EventLoop loop,
        long startNanos,
        AtomicInteger loopsAtWork,
        int first,
        int stride) {
      this.lane = lane;
      this.loop = loop;
      this.startNanos = startNanos;
      this.loopsAtWork = loopsAtWork;
      this.next = first;
      this.stride = stride;
    }

    /** Tells what is due, and comes again when the next is. */
    void turn() {
      if (ended) {
        return;
      }
      int told = 0;
      while (next < arrivals.size() && !stopped) {
        long due = startNanos + arrivals.nanos(next);
        if (nextBody == null && told == 0 && due > clock.nanoTime()) {
          nextBody = lane.body(next);
        }
        long wait = due - clock.nanoTime();
        if (wait > 0 || told == MOST_PER_TURN) {
          // Not execute(): its tasks may run before what the connections have to say.
          var unused = loop.schedule(this::turn, Math.max(wait, 1), TimeUnit.NANOSECONDS);
          return;
        }
        byte[] body = nextBody;
        nextBody = null;
        lane.arrive(next, next, due, body, loop);
        next += stride;
        told++;
      }
      ended = true;
      if (loopsAtWork.decrementAndGet() == 0) {
        lane.feedEnded();
      }
    }
  }
}
