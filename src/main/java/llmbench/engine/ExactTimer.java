// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import llmbench.plan.EngineSpec;
import llmbench.recording.NanoClock;

/**
 * Exact mode: token {@code k} of a request exists at {@code read + TTFT + k × ITL}, whatever else
 * the engine does. The schedule is absolute: being late once delays nothing after it.
 */
final class ExactTimer implements Pacer {
  /** Up to so many answers each token is waited for precisely; beyond, wake-ups are shared. */
  private static final int PRECISE_ANSWERS = 32;

  private static final long SHARED_WAKE_NANOS = 200_000;

  private volatile ExactPace pace;
  private final NanoClock clock;
  private final PreciseWait wait;
  private final ConcurrentLinkedQueue<Generation> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger active = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "engine-exact");
  private volatile boolean closed;

  private ExactTimer(EngineSpec spec, NanoClock clock) {
    this.pace = new ExactPace(spec.ttftMillis(), spec.itlMillis());
    this.clock = clock;
    this.wait = new PreciseWait(clock);
    thread.setDaemon(true);
  }

  static ExactTimer start(EngineSpec spec, NanoClock clock) {
    ExactTimer timer = new ExactTimer(spec, clock);
    timer.thread.start();
    return timer;
  }

  /** Paces requests that are read from now on. */
  void pace(ExactPace next) {
    pace = next;
  }

  @Override
  public void submit(Generation generation) {
    active.incrementAndGet();
    inbox.add(generation);
    LockSupport.unpark(thread);
  }

  @Override
  public void abort(Generation generation) {
    generation.cancel();
  }

  @Override
  public EngineLoad load() {
    return new EngineLoad(active.get(), 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    PriorityQueue<Due> schedule = new PriorityQueue<>();
    TokenBatch batch = new TokenBatch();
    List<Due> again = new ArrayList<>();
    while (!closed) {
      takeNew(schedule);
      Due first = schedule.peek();
      if (first == null) {
        LockSupport.park(this);
        continue;
      }
      boolean few = schedule.size() <= PRECISE_ANSWERS;
      if (!wait.until(few ? first.nanos : first.nanos + SHARED_WAKE_NANOS, few)) {
        continue;
      }
      long now = clock.nanoTime();
      while (!schedule.isEmpty() && schedule.element().nanos - now <= 0) {
        Due due = schedule.remove();
        if (due.generation.cancelled()) {
          active.decrementAndGet();
          continue;
        }
        due.advance(now);
        batch.add(due.generation);
        if (due.schedule.complete()) {
          active.decrementAndGet();
        } else {
          again.add(due);
        }
      }
      batch.dispatch();
      schedule.addAll(again);
      again.clear();
    }
  }

  private void takeNew(PriorityQueue<Due> schedule) {
    for (Generation g = inbox.poll(); g != null; g = inbox.poll()) {
      ExactPace now = pace;
      long first = g.readNanos() + now.ttftNanos();
      schedule.add(new Due(g, new ExactSchedule(first, now.itlNanos(), g.answer().length())));
    }
  }

  /** An answer's next token, and when it is due. */
  private static final class Due implements Comparable<Due> {
    private final Generation generation;
    private final ExactSchedule schedule;
    private long nanos;

    Due(Generation generation, ExactSchedule schedule) {
      this.generation = generation;
      this.schedule = schedule;
      this.nanos = schedule.nextNanos();
    }

    void advance(long now) {
      generation.available(schedule.advanceTo(now));
      nanos = schedule.nextNanos();
    }

    @Override
    public int compareTo(Due other) {
      return Long.signum(nanos - other.nanos);
    }
  }
}
