// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.results.AggregateCsv;
import llmbench.results.RunOutcome;
import llmbench.results.StatusFile;
import llmbench.sweep.SweepFolder;
import llmbench.sweep.SweepRun;
import llmbench.sweep.SweepTable;

/**
 * What is done when a sweep has ended: the table of its points, the CSV of its runs, the status.
 */
final class SweepEnding {
  private static final Pattern RUN = Pattern.compile("run=\\d+\\.json");

  private final SweepSetup setup;
  private final SweepFolder folder;
  private final PrintStream out;

  SweepEnding(SweepSetup setup, SweepFolder folder, PrintStream out) {
    this.setup = setup;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Does it.
   *
   * @param message what is said of the sweep beside its outcome
   * @throws IOException if a file cannot be read or written
   */
  void finish(SweepRun sweep, RunOutcome outcome, String message) throws IOException {
    boolean startup = setup.spec().runs().startup();
    if (!startup) {
      AggregateCsv.write(folder.path(), runs()).problems().forEach(this::warn);
    }
    out.println();
    out.print(
        SweepTable.of(sweep.resultsByPoint(), startup ? SweepTable.STARTUP : SweepTable.LOAD));
    StatusFile.write(folder.path(), outcome, message, Instant.now(), List.of());
    out.println("Outcome: " + outcome.key() + " (" + message + ")");
    out.println("Results: " + folder.path().toAbsolutePath().normalize());
    out.flush();
  }

  private void warn(String problem) {
    out.println("WARNING: left out of the table: " + problem);
  }

  /** The results of all runs, also of a sweep that was ended. */
  private List<Path> runs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.path(), 2)) {
      return files
          .filter(file -> RUN.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }
}
