// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sweep would do, for a dry run. */
public final class SweepText {
  private SweepText() {}

  /**
   * Lines such as vLLM's: each server with its command, each run with its changes and its file,
   * those that are there already marked. In a workload sweep the levels between are not known yet.
   *
   * @param serveCommand the server's command without changes; null if the server runs already
   * @throws IOException if results cannot be read
   */
  public static String of(
      Sweep sweep, SweepFolder folder, SweepOptions options, @Nullable List<String> serveCommand)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Sweep.Group group : sweep.groups()) {
      if (serveCommand != null) {
        text.append("Server: ").append(group.serve().applyTo(serveCommand)).append('\n');
      }
      for (SweepPoint point : sweep.knownPoints()) {
        if (point.serve().equals(group.serve())) {
          point(text, point, folder, options);
        }
      }
    }
    if (sweep.workload() != null) {
      text.append("Levels of ")
          .append(sweep.workload().variable().key())
          .append(" between each pair: up to ")
          .append(sweep.workload().iterations() - 2)
          .append(", known when the pair is measured.\n");
    }
    return text.append("The results would go to ").append(folder.path()).append('\n').toString();
  }

  private static void point(
      StringBuilder text, SweepPoint point, SweepFolder folder, SweepOptions options)
      throws IOException {
    text.append("  ").append(point.title()).append('\n');
    PointRuns runs = new PointRuns(point, folder, options);
    for (int number = SweepStep.Run.WARMUP; number < options.numRuns(); number++) {
      boolean warmup = number == SweepStep.Run.WARMUP;
      if (warmup && (options.warmupNumPrompts() == 0 || !runs.isDue())) {
        continue;
      }
      ParameterSet changes = warmup ? point.warmup(options.warmupNumPrompts()) : point.overrides();
      text.append("    ")
          .append(folder.runFile(point, number).getFileName())
          .append(": ")
          .append(changes.text(", "))
          .append(!warmup && folder.isWhole(point, number) ? " (kept)" : "")
          .append('\n');
    }
  }
}
