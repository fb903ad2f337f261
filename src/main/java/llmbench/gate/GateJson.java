// SPDX-License-Identifier: Apache-2.0
package llmbench.gate;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gate's report as JSON, for machines. */
public final class GateJson {
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private GateJson() {}

  /**
   * The text, ending in a line break.
   *
   * @throws IOException never
   */
  public static String of(GateReport report) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", 1);
    root.put("outcome", report.outcome().key());
    root.put("exit_code", report.outcome().exitCode());
    List<Object> checks = new ArrayList<>();
    for (GateCheck check : report.checks()) {
      Map<String, Object> members = GateReport.members(check);
      members.put("passed", check.passed());
      checks.add(members);
    }
    root.put("checks", checks);
    return new String(
            new JsonMapper().writer(PRINTER).writeValueAsBytes(root), StandardCharsets.UTF_8)
        + "\n";
  }
}
