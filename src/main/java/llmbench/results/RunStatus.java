// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run, for a pipeline to read: {@code status.json}.
 *
 * @param outcome of the whole
 * @param cases in the order of the plan
 */
public record RunStatus(RunOutcome outcome, String message, List<CaseStatus> cases) {
  /** The file's name. */
  public static final String FILENAME = "status.json";

  /**
   * What came of a case.
   *
   * @param file the result's name
   * @param ok whether its failures are within {@code max_failed_ratio} and nothing else is wrong
   */
  public record CaseStatus(
      String name, String file, int numPrompts, int completed, int failed, boolean ok) {}

  /** Writes it into the folder. */
  public void write(Path folder) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.key());
    json.put("message", message);
    List<Map<String, Object>> list = new ArrayList<>();
    for (CaseStatus status : cases) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("case", status.name());
      one.put("file", status.file());
      one.put("num_prompts", status.numPrompts());
      one.put("completed", status.completed());
      one.put("failed", status.failed());
      one.put("ok", status.ok());
      list.add(one);
    }
    json.put("cases", list);
    ResultFiles.write(folder.resolve(FILENAME), json);
  }
}
