// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.plan.PlotSpec;

/** All pictures that were asked for beside the page. */
public final class Pictures {
  private Pictures() {}

  /**
   * Writes or replaces them: the charts into {@code plots}, a case's timeline and lengths beside
   * its result.
   *
   * @param folder the results' folder
   * @param files the batch's, in order
   * @return what was written
   * @throws IOException naming the file that could not be read or written
   */
  public static List<Path> write(
      Path folder, GatheredBatch batch, List<CaseFiles> files, PlotSpec spec) throws IOException {
    List<Path> written = new ArrayList<>();
    if (spec.charts()) {
      written.addAll(BatchPlots.write(folder, batch));
    }
    for (CaseFiles each : files) {
      if (spec.timeline()) {
        written.add(TimelinePage.write(each, spec));
      }
      if (spec.datasetStats()) {
        written.add(LengthPicture.write(each));
      }
    }
    return written;
  }

  /** A file beside a case's result, with another ending. */
  static Path beside(Path result, String ending) {
    String name = String.valueOf(result.getFileName());
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return result.resolveSibling(stem + ending);
  }
}
