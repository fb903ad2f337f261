// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import io.netty.util.concurrent.EventExecutor;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import llmbench.recording.NanoClock;

/**
 * How late the event loops are: from handing a loop a task to its running, sampled. Every frame
 * that comes meanwhile is stamped that much late at most.
 */
final class LoopLag {
  private final NanoClock clock;
  private final List<Probe> probes;

  LoopLag(List<? extends EventExecutor> loops, NanoClock clock) {
    this.clock = clock;
    this.probes = loops.stream().map(Probe::new).toList();
  }

  /** Asks every loop that has answered the last time. */
  void sample() {
    probes.forEach(Probe::ask);
  }

  /**
   * All lags in ms, ascending. A loop that has not answered yet counts with the time it has been
   * asked for.
   */
  double[] sortedMillis() {
    double[] all = probes.stream().flatMapToDouble(Probe::millis).toArray();
    Arrays.sort(all);
    return all;
  }

  private final class Probe {
    private static final long NONE = Long.MIN_VALUE;

    private final EventExecutor loop;
    private long askedNanos = NONE; // guarded by this, as all below
    private double[] millis = new double[256];
    private int count;

    Probe(EventExecutor loop) {
      this.loop = loop;
    }

    void ask() {
      synchronized (this) {
        if (askedNanos != NONE) {
          return;
        }
        askedNanos = clock.nanoTime();
      }
      try {
        loop.execute(this::answer);
      } catch (RejectedExecutionException e) {
        synchronized (this) {
          askedNanos = NONE;
        }
      }
    }

    private synchronized void answer() {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, 2 * count);
      }
      millis[count++] = (clock.nanoTime() - askedNanos) / 1e6;
      askedNanos = NONE;
    }

    synchronized java.util.stream.DoubleStream millis() {
      java.util.stream.DoubleStream seen = Arrays.stream(millis, 0, count);
      return askedNanos == NONE
          ? seen
          : java.util.stream.DoubleStream.concat(
              seen, java.util.stream.DoubleStream.of((clock.nanoTime() - askedNanos) / 1e6));
    }
  }
}
