// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import llmbench.plan.EngineSpec;
import llmbench.recording.NanoClock;

/** Drives a {@link StepScheduler} in real time, on a thread of its own. */
final class StepLoop implements Pacer {
  /** Later than this, a step's end is taken as the truth; below, the next step makes it good. */
  private static final long FORGIVEN_NANOS = 50_000_000;

  /** Batches up to this size are small enough that a spin at a step's end is cheap beside them. */
  private static final int SPIN_BATCH = 64;

  private static final long LONGEST_STEP_SECONDS = 30;

  private final StepScheduler<Generation> scheduler;
  private final NanoClock clock;
  private final PreciseWait wait;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "engine-steps");
  private volatile boolean idle;
  private volatile boolean closed;
  private volatile EngineLoad load = EngineLoad.NONE;

  StepLoop(StepScheduler<Generation> scheduler, NanoClock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.wait = new PreciseWait(clock);
    thread.setDaemon(true);
  }

  /** A loop of the engine's settings. */
  static StepLoop start(EngineSpec spec, NanoClock clock) {
    KvCache cache = new KvCache(spec.kvBlocks(), spec.prefixCaching());
    CostModel cost = CostModel.of(spec);
    StepLoop loop =
        new StepLoop(
            new StepScheduler<>(spec.maxNumSeqs(), spec.maxNumBatchedTokens(), cost, cache), clock);
    loop.thread.start();
    return loop;
  }

  @Override
  public void submit(Generation generation) {
    post(() -> scheduler.add(generation.sequence()));
  }

  @Override
  public void abort(Generation generation) {
    post(() -> scheduler.abort(generation.sequence()));
  }

  @Override
  public boolean resetPrefixCache() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    post(() -> done.complete(scheduler.resetPrefixCache()));
    return done.completeOnTimeout(false, LONGEST_STEP_SECONDS, TimeUnit.SECONDS).join();
  }

  private void post(Runnable change) {
    inbox.add(change);
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public EngineLoad load() {
    return load;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    TokenBatch batch = new TokenBatch();
    long start = clock.nanoTime();
    while (!closed) {
      takeChanges();
      Step<Generation> step = scheduler.schedule();
      snapshot();
      if (step == null) {
        awaitChange();
        start = clock.nanoTime();
        continue;
      }
      long end = start + step.durationNanos();
      boolean spin = step.sequences().size() <= SPIN_BATCH;
      while (!closed && !wait.until(end, spin)) {
        // Woken for nothing: a step cannot be changed.
      }
      List<Sequence<Generation>> produced = scheduler.complete(step);
      for (Sequence<Generation> sequence : produced) {
        sequence.owner().available(sequence.produced());
        batch.add(sequence.owner());
      }
      batch.dispatch();
      long now = clock.nanoTime();
      start = now - end < FORGIVEN_NANOS ? end : now;
    }
  }

  private void takeChanges() {
    for (Runnable change = inbox.poll(); change != null; change = inbox.poll()) {
      change.run();
    }
  }

  private void awaitChange() {
    idle = true;
    while (inbox.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    idle = false;
  }

  private void snapshot() {
    load =
        new EngineLoad(
            scheduler.running(),
            scheduler.waiting(),
            scheduler.kvUsage(),
            scheduler.prefixQueries(),
            scheduler.prefixHits(),
            scheduler.preemptions());
  }
}
