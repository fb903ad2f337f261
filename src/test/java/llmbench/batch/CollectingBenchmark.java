// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import llmbench.gatling.BenchmarkSimulation;

/** The batch, but for a client that collects its garbage all the time. */
public final class CollectingBenchmark extends BenchmarkSimulation {
  /** Reads the configuration as the batch does. */
  public CollectingBenchmark() {
    super(
        DisturbedRun.of(
            Batch.start(Path.of("src/test/resources/config.yaml")), CollectingBenchmark::collect));
  }

  private static void collect(List<EventLoop> loops) {
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                System.gc();
                LockSupport.parkNanos(20_000_000);
              }
            },
            "collecting");
    thread.setDaemon(true);
    thread.start();
  }
}
