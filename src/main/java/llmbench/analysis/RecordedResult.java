// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import llmbench.plan.Plan;

/** A case's result made anew of its record file and of nothing else. */
public final class RecordedResult {
  private RecordedResult() {}

  /**
   * The result, with the samples of its requests.
   *
   * @param file the case's records
   * @param overrides values in YAML by key, over the options that the records tell
   * @param window what is looked at
   * @param resultDir where results are to go
   * @throws IOException if the file cannot be read, or is not what it should be; with its name
   * @throws llmbench.config.ConfigException with every mistake of the options
   */
  public static CaseResult of(
      Path file, Map<String, String> overrides, Window window, Path resultDir) throws IOException {
    Plan plan = RecordedPlan.of(file, CaseAnalysis.start(file), overrides, resultDir);
    return new CaseAnalysis(file, plan, window).result();
  }
}
