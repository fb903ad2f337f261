// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import llmbench.analysis.CaseResult;
import llmbench.page.BatchPage;
import llmbench.page.CaseFiles;
import llmbench.plan.Plan;
import llmbench.results.ResultWriter;

/** The batch's page, made when its results are written: what goes wrong is told and no more. */
final class PageFile {
  private PageFile() {}

  /**
   * Writes it, if there is a result.
   *
   * @param results the batch's, in order
   * @param searched whether they are of a search
   */
  static void write(Plan plan, List<CaseResult> results, boolean searched, PrintStream out) {
    if (results.isEmpty()) {
      return;
    }
    List<CaseFiles> files =
        results.stream()
            .map(
                result ->
                    new CaseFiles(
                        ResultWriter.fileOf(plan, result.benchCase()),
                        RecordFiles.of(plan, result.benchCase())))
            .toList();
    try {
      out.println(
          "Report: "
              + BatchPage.write(plan.output().resultDir(), files, searched)
                  .toAbsolutePath()
                  .normalize());
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      out.println(
          "WARNING: "
              + BatchPage.FILE_NAME
              + " was not written: "
              + e.getMessage()
              + "; the results are whole, and the command report makes it anew");
    }
    out.flush();
  }
}
