// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a sweep would do, for a dry run. */
public final class SweepText {
  private SweepText() {}

  /**
   * Lines such as vLLM's: each server with its command, each run with its changes and its file,
   * those that are there already marked. In a workload sweep the levels between are not known yet.
   *
   * @param serveCommand the server's command without changes; null if the server runs already
   * @param command the command of a run; an empty text for none
   * @throws IOException if results cannot be read
   */
  public static String of(
      Sweep sweep,
      SweepFolder folder,
      SweepOptions options,
      @Nullable List<String> serveCommand,
      Function<SweepStep.Run, String> command)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Sweep.Group group : sweep.groups()) {
      if (serveCommand != null) {
        text.append("Server: ").append(group.serve().applyTo(serveCommand)).append('\n');
      }
      for (SweepPoint point : sweep.knownPoints()) {
        if (point.serve().equals(group.serve())) {
          point(text, point, folder, options, command);
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
      StringBuilder text,
      SweepPoint point,
      SweepFolder folder,
      SweepOptions options,
      Function<SweepStep.Run, String> command)
      throws IOException {
    text.append("  ").append(point.title()).append('\n');
    PointRuns runs = new PointRuns(point, folder, options);
    for (int number = SweepStep.Run.WARMUP; number < options.numRuns(); number++) {
      boolean warmup = number == SweepStep.Run.WARMUP;
      if (warmup && (options.warmupNumPrompts() == 0 || !runs.isDue())) {
        continue;
      }
      ParameterSet changes = warmup ? point.warmup(options.warmupNumPrompts()) : point.overrides();
      SweepStep.Run run = new SweepStep.Run(point, changes, number, folder.runFile(point, number));
      boolean kept = !warmup && folder.isWhole(point, number);
      text.append("    ")
          .append(run.file().getFileName())
          .append(": ")
          .append(changes.text(", "))
          .append(kept ? " (kept)" : "")
          .append('\n');
      String words = kept ? "" : command.apply(run);
      if (!words.isEmpty()) {
        text.append("      ").append(words).append('\n');
      }
    }
  }
}
