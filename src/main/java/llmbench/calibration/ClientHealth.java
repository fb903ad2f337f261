// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import com.sun.management.OperatingSystemMXBean;
import io.netty.util.concurrent.EventExecutor;
import java.lang.management.ManagementFactory;
import java.util.List;
import llmbench.recording.NanoClock;

/** Watches the client during one case, on a thread of its own, {@value #HERTZ} times a second. */
public final class ClientHealth implements AutoCloseable {
  private static final int HERTZ = 20;
  private static final int MILLIS_PER_SECOND = 1_000;

  private final NanoClock clock = NanoClock.SYSTEM;
  private final OperatingSystemMXBean os =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final LoopLag lag;
  private final GcPauses pauses = new GcPauses();
  private final Thread thread = new Thread(this::watch, "llmbench-health");
  private final long startNanos = clock.nanoTime();
  private final long startCpuNanos = os.getProcessCpuTime();
  private double machineLoad; // the watching thread's, read after its end
  private int loadSamples;
  private volatile boolean closed;

  private ClientHealth(List<? extends EventExecutor> loops) {
    this.lag = new LoopLag(loops, clock);
    thread.setDaemon(true);
  }

  /**
   * Starts watching.
   *
   * @param loops the event loops that read streams
   */
  public static ClientHealth start(List<? extends EventExecutor> loops) {
    ClientHealth health = new ClientHealth(loops);
    health.os.getCpuLoad(); // the first call of a process says nothing
    health.thread.start();
    return health;
  }

  private void watch() {
    while (!closed) {
      lag.sample();
      double load = os.getCpuLoad();
      if (load >= 0) {
        machineLoad += load;
        loadSamples++;
      }
      try {
        Thread.sleep(MILLIS_PER_SECOND / HERTZ);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Stops watching and tells what was seen. */
  public HealthFigures stop() {
    double[] lags = lag.sortedMillis();
    close();
    try {
      thread.join(MILLIS_PER_SECOND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    double seconds = Math.max(1e-9, (clock.nanoTime() - startNanos) / 1e9);
    double cores = Runtime.getRuntime().availableProcessors();
    return new HealthFigures(
        seconds,
        NoiseFloor.percentile(lags, 50),
        NoiseFloor.percentile(lags, 99),
        NoiseFloor.percentile(lags, 100),
        pauses.count(),
        pauses.totalMillis(),
        pauses.longestMillis(),
        (os.getProcessCpuTime() - startCpuNanos) / 1e9 / seconds / cores,
        loadSamples == 0 ? Double.NaN : machineLoad / loadSamples,
        pauses.heapAfterCollection());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    pauses.close();
  }
}
