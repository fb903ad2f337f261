// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import llmbench.analysis.CaseResult;
import llmbench.page.BatchPage;
import llmbench.page.CaseFiles;
import llmbench.page.GatheredBatch;
import llmbench.page.Pictures;
import llmbench.plan.Plan;
import llmbench.results.ResultWriter;

/** The batch's page, made when its results are written: what goes wrong is told and no more. */
final class PageFile {
  private PageFile() {}

  /**
   * Writes it, if there is a result. A run whose results are removed afterwards has the pictures
   * only, which are kept if they were asked for.
   *
   * @param results the batch's, in order
   * @param searched whether they are of a search
   */
  static void write(Plan plan, List<CaseResult> results, boolean searched, PrintStream out) {
    if (results.isEmpty() || (CommandLineRun.temporary() && !LengthPictures.after(plan).any())) {
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
    Path folder = plan.output().resultDir();
    try {
      GatheredBatch batch = GatheredBatch.of(files);
      if (!CommandLineRun.temporary()) {
        Path page = BatchPage.write(folder, batch, searched);
        out.println("Report: " + page.toAbsolutePath().normalize());
      }
      if (LengthPictures.after(plan).any()) {
        pictures(plan, batch, files, out);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      out.println(
          "WARNING: "
              + BatchPage.FILE_NAME
              + " was not written: "
              + e.getMessage()
              + "; the results are whole, and the command report makes it anew");
    }
    out.flush();
  }

  /** Pictures need fonts of the system, and what AWT says without them is an error. */
  private static void pictures(
      Plan plan, GatheredBatch batch, List<CaseFiles> files, PrintStream out) {
    Path folder = plan.output().resultDir();
    try {
      int written = Pictures.write(folder, batch, files, LengthPictures.after(plan)).size();
      if (!CommandLineRun.temporary()) {
        out.println("Pictures: " + written + " in " + folder.toAbsolutePath().normalize());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      out.println("WARNING: pictures were not written: " + e.getMessage());
    }
  }
}
