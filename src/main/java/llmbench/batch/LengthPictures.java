// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.page.LengthPicture;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.Plan;
import llmbench.plan.PlotSpec;
import llmbench.results.ResultFolder;
import llmbench.results.ResultWriter;

/** The picture of a case's lengths, drawn before its load. */
final class LengthPictures {
  private LengthPictures() {}

  /** Draws it where it was asked for; what goes wrong is told and no more. */
  static void drawBefore(Plan plan, Case benchCase, List<Prompt> prompts, PrintStream out) {
    if (!plan.output().plots().datasetStats() || !knownBefore(plan)) {
      return;
    }
    Path result = ResultWriter.fileOf(plan, benchCase);
    try {
      ResultFolder.prepare(plan.output().resultDir());
      Path file =
          LengthPicture.write(
              result,
              prompts.stream().mapToInt(Prompt::promptLen).toArray(),
              prompts.stream().mapToInt(Prompt::outputLen).toArray());
      if (!CommandLineRun.temporary()) {
        out.println("Lengths of requests: " + file.toAbsolutePath().normalize());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      out.println("WARNING: the picture of lengths was not drawn: " + e.getMessage());
    }
  }

  /** What is left to be drawn after the load: lengths only where they were not known before. */
  static PlotSpec after(Plan plan) {
    PlotSpec plots = plan.output().plots();
    return knownBefore(plan) ? plots.withoutDatasetStats() : plots;
  }

  /** The prompts of a conversation or a graph grow with the answers. */
  private static boolean knownBefore(Plan plan) {
    DatasetOptions options = plan.dataset().options();
    return !(options instanceof DatasetOptions.MultiTurn)
        && !(options instanceof DatasetOptions.AgentGraphs);
  }
}
