// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.nio.file.Path;
import llmbench.config.PlanReader;
import llmbench.gatling.BenchmarkSimulation;

/** The batch as the command line runs it: all options are system properties {@code bench.*}. */
public final class ServingBenchmark extends BenchmarkSimulation {
  /** Reads the file that {@code bench.config} names, or none. */
  public ServingBenchmark() {
    super(Batch.start(Path.of(PlanReader.NO_FILE)));
  }
}
