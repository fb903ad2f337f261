// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.compare.CaseComparison;
import llmbench.compare.Comparison;
import llmbench.compare.Curve;
import llmbench.results.AtomicFile;

/** Writes a comparison as one page. {@code docs/compare.md} says what it shows. */
public final class ComparisonPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ComparisonPage() {}

  /**
   * Writes or replaces the page.
   *
   * @throws IOException naming the file that could not be written
   */
  public static void write(Path file, Comparison comparison) throws IOException {
    Map<String, Object> charts = new LinkedHashMap<>();
    charts.put("shares", Curve.shares());
    charts.put("cases", comparison.cases().stream().map(ComparisonPage::charts).toList());
    byte[] html =
        PageText.of(
                "compare",
                List.of("charts.js", "frame.js", "compare.js"),
                new ComparisonView(comparison).view(),
                JSON.writeValueAsString(charts))
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(html));
  }

  private static Map<String, Object> charts(CaseComparison each) {
    List<Object> runs = new ArrayList<>();
    addRuns(runs, "A", each.curvesA());
    addRuns(runs, "B", each.curvesB());
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", each.name());
    shown.put("runs", runs);
    return shown;
  }

  private static void addRuns(List<Object> runs, String side, List<List<Curve>> curves) {
    for (int run = 0; run < curves.size(); run++) {
      for (Curve curve : curves.get(run)) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("side", side);
        shown.put("run", run + 1);
        shown.put("metric", curve.metric());
        shown.put("values", curve.values());
        shown.put("millis", Numbers.rounded(curve.millis()));
        runs.add(shown);
      }
    }
  }
}
