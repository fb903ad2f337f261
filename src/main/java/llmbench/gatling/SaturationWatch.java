// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import llmbench.recording.NanoClock;
import llmbench.traffic.Saturation;

/** Looks at a lane from a thread of its own, and tells once if it falls ever further behind. */
final class SaturationWatch {
  private static final long SAMPLE_MILLIS = 50;
  private static final int SAMPLES_PER_LOOK = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Lane lane;
  private final Saturation test;
  private final long startNanos;
  private final NanoClock clock;
  private final Consumer<StopCause> told;
  private final AtomicInteger firstEnded = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();
  private final Thread thread = new Thread(this::watch, "llmbench-saturation");

  /**
   * A watch that has not begun.
   *
   * @param told on the watch's thread
   */
  SaturationWatch(
      Lane lane, Saturation test, long startNanos, NanoClock clock, Consumer<StopCause> told) {
    this.lane = lane;
    this.test = test;
    this.startNanos = startNanos;
    this.clock = clock;
    this.told = told;
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  void end() {
    thread.interrupt();
  }

  /** A request has ended, on its event loop. */
  void ended(StreamRequest request) {
    if (request.index() < Saturation.FIRST) {
      longestNanos.accumulateAndGet(clock.nanoTime() - request.intendedNanos(), Math::max);
      firstEnded.incrementAndGet();
    }
  }

  private void watch() {
    try {
      for (int i = 1; ; i++) {
        Thread.sleep(SAMPLE_MILLIS);
        long came = lane.arrived();
        test.add((clock.nanoTime() - startNanos) / NANOS_PER_SECOND, came, came - lane.backlog());
        if (i % SAMPLES_PER_LOOK == 0) {
          String seen = test.check(firstLatency());
          if (seen != null) {
            told.accept(new StopCause(StopCause.Kind.SATURATION, seen + " (stop_on_saturation)"));
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      // The load has ended.
    }
  }

  private double firstLatency() {
    return firstEnded.get() < Saturation.FIRST ? Double.NaN : longestNanos.get() / NANOS_PER_SECOND;
  }
}
