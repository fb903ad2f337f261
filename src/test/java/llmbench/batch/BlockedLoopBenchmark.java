// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.gatling.BenchmarkSimulation;

/** The batch, but for an event loop that stands still for 400 ms in the middle of its case. */
public final class BlockedLoopBenchmark extends BenchmarkSimulation {
  /** Reads the configuration as the batch does. */
  public BlockedLoopBenchmark() {
    super(
        DisturbedRun.of(
            Batch.start(Path.of("src/test/resources/config.yaml")),
            BlockedLoopBenchmark::blockSoon));
  }

  private static void blockSoon(List<EventLoop> loops) {
    var unused = loops.get(0).schedule(BlockedLoopBenchmark::block, 200, TimeUnit.MILLISECONDS);
  }

  private static void block() {
    try {
      Thread.sleep(400);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
