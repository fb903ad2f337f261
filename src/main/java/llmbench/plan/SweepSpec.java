// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep is asked to measure; the keys of {@code docs/sweeps.md}.
 *
 * @param server what starts the server; null if it runs already
 * @param afterBenchCmd what runs after each run; null for emptying the server's caches
 */
public record SweepSpec(
    Points points,
    Runs runs,
    Experiment experiment,
    @Nullable ServerCommand server,
    @Nullable String afterBenchCmd) {

  /**
   * Which points there are.
   *
   * @param grid options with the values that each takes; null for none
   * @param serveParams a parameter file; null for the command as it is
   * @param benchParams a parameter file; null for the options as they are
   * @param linkVars {@code SERVE_KEY=BENCH_KEY,…}; may be empty
   * @param workloadVar {@code request_rate} or {@code max_concurrency}; null for no levels of load
   * @param workloadIters levels of load, at least 2
   * @param numPrompts requests of a run whose parameters do not say
   */
  public record Points(
      @Nullable Map<String, Object> grid,
      @Nullable Path serveParams,
      @Nullable Path benchParams,
      String linkVars,
      @Nullable String workloadVar,
      int workloadIters,
      int numPrompts) {}

  /**
   * How each is run.
   *
   * @param numRuns runs of each point, at least 1
   * @param warmupNumPrompts requests of a run before them that does not count; 0 for none
   * @param continueOnError whether a run or a server that fails is recorded and passed over
   * @param startup whether only the server's start is measured
   */
  public record Runs(int numRuns, int warmupNumPrompts, boolean continueOnError, boolean startup) {}

  /**
   * Where results go.
   *
   * @param outputDir the folder of experiments
   * @param name of this one's folder in it; null for the time
   * @param dryRun whether nothing is run
   * @param resume whether it goes on with what is there
   */
  public record Experiment(Path outputDir, @Nullable String name, boolean dryRun, boolean resume) {}
}
