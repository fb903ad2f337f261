// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import llmbench.recording.NanoClock;

/**
 * Requests on their way from being due to their end: those that a {@link Feed} tells of are sent at
 * once, or, where a cap on concurrency holds them back, in the order of their arrival as soon as
 * another has ended, on that one's event loop. No request is dropped or given another time for
 * that.
 */
final class Lane {
  /** Of a lane without a cap. */
  static final int NO_CAP = Integer.MAX_VALUE;

  /** Makes the request at an index. */
  @FunctionalInterface
  interface Maker {
    /**
     * The request.
     *
     * @param intendedNanos when it was due
     * @param releasedNanos when the cap let it go; -1 if it did not wait for that
     * @param body empty if it is yet to be made
     */
    StreamRequest make(int index, long intendedNanos, long releasedNanos, byte[] body);
  }

  /** Sends requests. */
  @FunctionalInterface
  interface Sender {
    /** Sends a request on the loop; its end is told by {@link Lane#ended}. */
    void send(Lane lane, StreamRequest request, EventLoop loop);
  }

  private record Waiting(int index, long intendedNanos) {}

  private final IntFunction<byte[]> bodies;
  private final Maker maker;
  private final Feed feed;
  private final Sender sender;
  private final Runnable whenDone;
  private final NanoClock clock;

  /** Requests that may still be sent at once; below 0 the number of those that wait. */
  private final AtomicInteger free;

  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

  /** Requests that are due and have not ended, and one for the feed until it has ended. */
  private final AtomicInteger open = new AtomicInteger(1);

  private final AtomicInteger unsent = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * A lane that has not begun.
   *
   * @param cap most requests in flight; {@link #NO_CAP} for no limit
   * @param whenDone all requests have ended; on an event loop
   */
  Lane(
      IntFunction<byte[]> bodies,
      Maker maker,
      Feed feed,
      int cap,
      Sender sender,
      Runnable whenDone,
      NanoClock clock) {
    this.bodies = bodies;
    this.maker = maker;
    this.feed = feed;
    this.free = new AtomicInteger(cap);
    this.sender = sender;
    this.whenDone = whenDone;
    this.clock = clock;
  }

  void begin(List<EventLoop> loops, long startNanos) {
    feed.begin(this, loops, startNanos);
  }

  /** The body of a request that will be due, made while there is time. */
  byte[] body(int index) {
    return bodies.apply(index);
  }

  /** A request is due; on the loop. */
  void arrive(int index, long intendedNanos, byte[] body, EventLoop loop) {
    open.incrementAndGet();
    if (free.getAndDecrement() > 0) {
      send(index, intendedNanos, -1, body, loop);
      return;
    }
    queue.add(new Waiting(index, intendedNanos));
    if (stopped) {
      clearQueue();
    }
  }

  /** Nothing further will be due. */
  void feedEnded() {
    oneLess();
  }

  /** A request that was sent has ended, on its loop. */
  void ended(StreamRequest request, EventLoop loop) {
    feed.ended(this, request, loop);
    if (free.getAndIncrement() < 0) {
      sendNext(loop);
    }
    oneLess();
  }

  /** Sends nothing more: neither what will be due nor what waits. From any thread. */
  void stop() {
    stopped = true;
    feed.stop();
    clearQueue();
  }

  /** Requests that were due and not sent because the lane was stopped. */
  int unsent() {
    return unsent.get();
  }

  private void sendNext(EventLoop loop) {
    Waiting next = queue.poll();
    while (next == null && !stopped) {
      Thread.onSpinWait(); // it is counted and about to be added
      next = queue.poll();
    }
    if (next != null) {
      send(next.index(), next.intendedNanos(), clock.nanoTime(), new byte[0], loop);
    }
  }

  private void send(
      int index, long intendedNanos, long releasedNanos, byte[] body, EventLoop loop) {
    sender.send(this, maker.make(index, intendedNanos, releasedNanos, body), loop);
  }

  private void clearQueue() {
    while (queue.poll() != null) {
      unsent.incrementAndGet();
      oneLess();
    }
  }

  private void oneLess() {
    if (open.decrementAndGet() == 0) {
      whenDone.run();
    }
  }
}
