// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way from being due to their end: those that a {@link Feed} tells of are sent at
 * once, or, where a cap on concurrency holds them back, in the order of their arrival as soon as
 * another has ended, on that one's event loop. No request is dropped or given another time for
 * that.
 */
final class Lane {
  /** What becomes of the requests. */
  interface Handling {
    /** The body of a request. */
    byte[] body(int index);

    /**
     * A request that is about to be sent.
     *
     * @param user whose it is
     * @param intendedNanos when it was due
     * @param releasedNanos when a cap let it go; {@link RequestAbout#NOT_HELD} if none held it
     * @param body null if it is yet to be made
     */
    StreamRequest request(
        int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body);

    /** What is to happen to a request under way; asked just before it is sent. */
    default Flight flight(int index, @Nullable Runnable whenFirst) {
      return new Flight(0, 0, whenFirst);
    }

    /** Sends a request on the loop; its end is told by {@link Lane#ended}. */
    void send(Lane lane, StreamRequest request, EventLoop loop);

    /** A request has ended, the last of its tries; on its event loop. */
    default void ended(StreamRequest request) {}

    /** Nothing further will be due; what is may still wait, or be in flight. */
    default void allDue() {}

    /** All requests have ended; on an event loop. */
    void done();
  }

  /** A request that is due. */
  static final class Due {
    private final Lane lane;
    private final int index;
    private final int user;
    private final long intendedNanos;
    private final byte @Nullable [] body;
    private boolean held;

    private Due(Lane lane, int index, int user, long intendedNanos, byte @Nullable [] body) {
      this.lane = lane;
      this.index = index;
      this.user = user;
      this.intendedNanos = intendedNanos;
      this.body = body;
    }

    /** A gate did not let it in at once. */
    void wasHeld() {
      held = true;
    }

    /** Whether its lane was stopped while it waited: it is to be dropped. */
    boolean unwanted() {
      return lane.stopped;
    }

    void send(EventLoop loop) {
      lane.send(this, loop);
    }

    void drop() {
      lane.dropped.incrementAndGet();
      lane.waiting.decrementAndGet();
      lane.feed.dropped(user);
      lane.oneLess();
    }
  }

  private final Handling handling;
  private final Feed feed;
  private final NanoClock clock;
  private final Gates gates;
  private final Map<Flight, EventLoop> flights = new ConcurrentHashMap<>();

  /** Requests that are due and have not ended, and one for the feed until it has ended. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final AtomicLong arrived = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicBoolean allDue = new AtomicBoolean();
  private volatile boolean stopped;

  /** A lane that has not begun. */
  Lane(Handling handling, Feed feed, Gates gates, NanoClock clock) {
    this.handling = handling;
    this.feed = feed;
    this.clock = clock;
    this.gates = gates;
  }

  void begin(List<EventLoop> loops, long startNanos) {
    feed.begin(this, loops, startNanos);
  }

  /** The body of a request that will be due, made while there is time. */
  byte[] body(int index) {
    return handling.body(index);
  }

  /**
   * A request is due; on the loop.
   *
   * @param user whose it is, from 0
   * @param body null if it is yet to be made
   */
  void arrive(int index, int user, long intendedNanos, byte @Nullable [] body, EventLoop loop) {
    open.incrementAndGet();
    arrived.incrementAndGet();
    waiting.incrementAndGet();
    gates.enter(new Due(this, index, user, intendedNanos, body), loop);
  }

  /** The same of a request that was due before and that its feed held back until now. */
  void arriveHeld(int index, int user, long intendedNanos, EventLoop loop) {
    open.incrementAndGet();
    arrived.incrementAndGet();
    waiting.incrementAndGet();
    Due due = new Due(this, index, user, intendedNanos, null);
    due.wasHeld();
    gates.enter(due, loop);
  }

  /** Nothing further will be due, though the feed itself goes on until all have ended. */
  void allDue() {
    if (allDue.compareAndSet(false, true)) {
      handling.allDue();
    }
  }

  /** Nothing further will be due. */
  void feedEnded() {
    allDue();
    oneLess();
  }

  /** A request that was sent has ended, on its loop. */
  void ended(StreamRequest request, EventLoop loop) {
    Flight flight = request.flight();
    if (flight != null) {
      flights.remove(flight);
      flight.ended();
    }
    handling.ended(request);
    feed.ended(this, request, loop);
    oneLess(); // first, so that a lane that this one's end stops sends nothing more
    gates.ended(loop);
  }

  /**
   * Sends nothing more: neither what will be due nor what waits, which is dropped as it comes to
   * its turn. From any thread.
   */
  void stop() {
    stopped = true;
    feed.stop();
  }

  /** Cancels what is in flight. From any thread. */
  void cancel(String why) {
    flights.forEach((flight, loop) -> loop.execute(() -> flight.cancel(why)));
  }

  /** Whether all requests have ended and none will be due. */
  boolean ended() {
    return open.get() == 0;
  }

  /** Requests that were due so far. */
  long arrived() {
    return arrived.get();
  }

  /** Requests that are due and have not ended. */
  int backlog() {
    return waiting.get() + flights.size();
  }

  /** Requests in flight. */
  int inFlight() {
    return flights.size();
  }

  /** Requests that were due and are not sent because the lane was stopped. */
  int unsent() {
    return dropped.get() + (stopped ? waiting.get() : 0);
  }

  private void send(Due due, EventLoop loop) {
    waiting.decrementAndGet();
    long released = due.held ? clock.nanoTime() : RequestAbout.NOT_HELD;
    Flight flight = handling.flight(due.index, gates.whenFirst(loop));
    StreamRequest request =
        handling
            .request(due.index, due.user, due.intendedNanos, released, due.body)
            .withFlight(flight);
    flights.put(flight, loop);
    handling.send(this, request, loop);
  }

  private void oneLess() {
    if (open.decrementAndGet() == 0) {
      handling.done();
    }
  }
}
