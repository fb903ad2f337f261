// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The runs of one point: those that are still to be measured, and the results that are there. */
final class PointRuns {
  private final SweepPoint point;
  private final SweepFolder folder;
  private final SweepOptions options;
  private final Deque<Integer> due = new ArrayDeque<>();
  private final int kept;

  /** Looks which runs are whole; a warm-up is due whenever a run is. */
  PointRuns(SweepPoint point, SweepFolder folder, SweepOptions options) throws IOException {
    this.point = point;
    this.folder = folder;
    this.options = options;
    for (int number = 0; number < options.numRuns(); number++) {
      if (!folder.isWhole(point, number)) {
        due.add(number);
      }
    }
    kept = options.numRuns() - due.size();
    if (!due.isEmpty() && options.warmupNumPrompts() > 0) {
      due.addFirst(SweepStep.Run.WARMUP);
    }
  }

  SweepPoint point() {
    return point;
  }

  /** Runs that were there from the beginning. */
  int kept() {
    return kept;
  }

  boolean isDue() {
    return !due.isEmpty();
  }

  /** The next run; what is left of an earlier try is gone. */
  SweepStep.Run next() throws IOException {
    int number = due.removeFirst();
    ParameterSet overrides =
        number == SweepStep.Run.WARMUP
            ? point.warmup(options.warmupNumPrompts())
            : point.overrides();
    SweepStep.Run run = new SweepStep.Run(point, overrides, number, folder.runFile(point, number));
    Files.createDirectories(folder.of(point));
    Files.deleteIfExists(run.file());
    return run;
  }

  /** Gives up the runs that are due: their server is gone. */
  int skip() {
    int skipped = (int) due.stream().filter(number -> number >= 0).count();
    due.clear();
    return skipped;
  }

  /** The results that are there, written together if there is any. */
  List<ObjectNode> finish() throws IOException {
    List<ObjectNode> results = new ArrayList<>();
    for (int number = 0; number < options.numRuns(); number++) {
      Optional<ObjectNode> result = folder.result(point, number, point.overrides());
      result.ifPresent(results::add);
    }
    if (!results.isEmpty()) {
      folder.saveSummary(point, results);
    }
    return results;
  }
}
