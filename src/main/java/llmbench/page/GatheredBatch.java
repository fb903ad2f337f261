// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that the page and the pictures show of a batch, read once. */
public final class GatheredBatch {
  private final List<PageCase> cases;
  private final Grain grain;
  private final Path runFolder;

  private GatheredBatch(List<PageCase> cases, Grain grain, Path runFolder) {
    this.cases = List.copyOf(cases);
    this.grain = grain;
    this.runFolder = runFolder;
  }

  /**
   * Reads results, records and readings, one case after the other.
   *
   * @param files of the cases in their order, at least one
   * @throws IOException naming the result that could not be read
   * @throws IllegalArgumentException without cases
   */
  public static GatheredBatch of(List<CaseFiles> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("expected a case at least, found none");
    }
    Grain grain = Grain.of(files.size());
    List<PageCase> cases = new ArrayList<>();
    for (CaseFiles each : files) {
      cases.add(CaseGathering.of(each, grain));
    }
    return new GatheredBatch(cases, grain, files.get(0).runFolder());
  }

  List<PageCase> cases() {
    return cases;
  }

  List<ChartCase> charts() {
    return cases.stream().map(PageCase::chart).toList();
  }

  Grain grain() {
    return grain;
  }

  /** The folder that the run wrote to. */
  Path runFolder() {
    return runFolder;
  }
}
