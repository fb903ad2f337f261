// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.nio.file.Path;

/** What is to be done next in a sweep. */
public sealed interface SweepStep {
  /**
   * Start the server with these changes of its command, and wait until it is ready.
   *
   * @param serve the changes; may be empty
   */
  record StartServer(ParameterSet serve) implements SweepStep {}

  /**
   * Measure, tell where the result is, and empty the server's caches.
   *
   * @param point the point
   * @param overrides changes of the benchmark's options, those of the warm-up included
   * @param number of the run, from 0; -1 for the warm-up
   * @param file where the joined result goes; its folder is there, it is not
   */
  record Run(SweepPoint point, ParameterSet overrides, int number, Path file) implements SweepStep {
    /** The number of a warm-up. */
    public static final int WARMUP = -1;

    /** Where the run's own files go: its result before it is joined, its records and others. */
    public Path folder() {
      String name = String.valueOf(file.getFileName());
      return file.resolveSibling(name.substring(0, name.length() - ".json".length()));
    }

    /** Whether its result is kept out of the summaries. */
    public boolean isWarmup() {
      return number == WARMUP;
    }
  }

  /** End the server. */
  record EndServer() implements SweepStep {}

  /**
   * Nothing; all is written.
   *
   * @param measured runs that were measured now and are whole, without warm-ups
   * @param kept runs that were there already
   * @param failed runs that were tried and failed, warm-ups included, or had no server
   */
  record Finished(int measured, int kept, int failed) implements SweepStep {}
}
