// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.analysis.CaseResult;
import llmbench.page.BatchPage;
import llmbench.results.AggregateCsv;
import llmbench.results.ResultWriter;
import org.jspecify.annotations.Nullable;

/** What {@code report --json} prints: each case with its outcome and file, the CSV, the page. */
final class ReportAnswer {
  private ReportAnswer() {}

  /**
   * As Jackson writes it.
   *
   * @param paged whether the page could be written
   */
  static Map<String, @Nullable Object> of(Path target, List<CaseResult> results, boolean paged) {
    List<Object> cases = new ArrayList<>();
    for (CaseResult result : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("case", result.benchCase().name());
      one.put("outcome", result.outcome().key());
      one.put("partial", result.context().partial());
      one.put("simulated", result.context().simulated());
      one.put(
          "result", ResultWriter.fileOf(result.context().plan(), result.benchCase()).toString());
      cases.add(one);
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("cases", cases);
    answer.put("csv", target.resolve(AggregateCsv.FILE_NAME).toString());
    answer.put("page", paged ? target.resolve(BatchPage.FILE_NAME).toString() : null);
    return answer;
  }
}
