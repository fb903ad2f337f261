// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A comparison as JSON, for machines; {@code docs/compare.md} says what each member is. */
public final class ComparisonJson {
  /** The version of the form. */
  static final int FORMAT = 1;

  private static final JsonMapper JSON = new JsonMapper();
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private ComparisonJson() {}

  /**
   * UTF-8, ending in a line break.
   *
   * @throws IOException never
   */
  public static byte[] of(Comparison comparison) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("a", comparison.a());
    root.put("b", comparison.b());
    root.put("threshold", comparison.threshold());
    root.put("figures_judged_together", comparison.figures());
    ObjectNode verdicts = root.putObject("verdicts");
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict.key(), comparison.count(verdict));
    }
    texts(root, "headline", comparison.headline());
    ArrayNode cases = root.putArray("cases");
    for (CaseComparison each : comparison.cases()) {
      write(cases.addObject(), each);
    }
    texts(root, "only_in_a", comparison.onlyA());
    texts(root, "only_in_b", comparison.onlyB());
    texts(root, "compared_by_force", comparison.forced());
    texts(root, "differences", comparison.differences());
    texts(root, "problems", comparison.problems());
    byte[] json = JSON.writer(PRINTER).writeValueAsBytes(root);
    byte[] line = new byte[json.length + 1];
    System.arraycopy(json, 0, line, 0, json.length);
    line[json.length] = '\n';
    return line;
  }

  private static void write(ObjectNode node, CaseComparison each) {
    node.put("case", each.name());
    node.put("runs_a", each.runsA());
    node.put("runs_b", each.runsB());
    node.put("failed_a", each.failedA());
    node.put("sent_a", each.sentA());
    node.put("failed_b", each.failedB());
    node.put("sent_b", each.sentB());
    node.put("by_pairs", each.byPairs());
    texts(node, "warnings", each.warnings());
    ArrayNode figures = node.putArray("figures");
    for (FigureChange change : each.changes()) {
      ObjectNode figure = figures.addObject();
      figure.put("figure", change.key());
      figure.put("unit", change.unit());
      figure.put("a", change.a());
      figure.put("b", change.b());
      figure.put(change.inPoints() ? "change_points" : "change_percent", change.change());
      figure.put("low", change.low());
      figure.put("high", change.high());
      figure.put("confidence", change.confidence());
      figure.put("low_95", change.plain().low());
      figure.put("high_95", change.plain().high());
      figure.put("verdict", change.verdict().key());
      figure.put("interval_from", change.basis().isEmpty() ? null : change.basis());
    }
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }
}
