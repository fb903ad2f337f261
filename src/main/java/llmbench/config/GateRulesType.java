// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.GateRule;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Rules of a gate: one text, or a list of texts. YAML takes {@code - io*: p99_ttft_ms < 500} for a
 * map, so a map's key says the cases that its rule, or list of rules, is for.
 */
final class GateRulesType implements ValueType<List<GateRule>> {
  @Override
  public String expected() {
    return "rules such as [\"p99_ttft_ms < 500\", \"failed == 0\", \"not worse\"]";
  }

  @Override
  public @Nullable List<GateRule> read(Node node, Report report) {
    Reading reading = new Reading(report);
    reading.read(node, null);
    if (!reading.wrong && reading.rules.isEmpty()) {
      report.expected(node, expected());
      return null;
    }
    return reading.wrong ? null : List.copyOf(reading.rules);
  }

  private static final class Reading {
    private final Report report;
    private final List<GateRule> rules = new ArrayList<>();
    private boolean wrong;

    Reading(Report report) {
      this.report = report;
    }

    void read(Node node, @Nullable String cases) {
      if (node instanceof SequenceNode list) {
        list.getValue().forEach(item -> read(item, cases));
        return;
      }
      if (node instanceof MappingNode map && cases == null) {
        for (NodeTuple tuple : map.getValue()) {
          String selector = Scalars.text(tuple.getKeyNode());
          if (selector == null || !GateNotation.SELECTOR.matcher(selector).matches()) {
            mistake(tuple.getKeyNode(), GateNotation.CASES);
          } else {
            read(tuple.getValueNode(), selector);
          }
        }
        return;
      }
      String text = Scalars.text(node);
      if (text == null) {
        mistake(node, "a rule such as p99_ttft_ms < 500");
        return;
      }
      GateNotation.Read read = GateNotation.read(text, cases);
      if (read.rule() == null) {
        wrong = true;
        report.expected(node, read.expected(), read.found());
      } else {
        rules.add(read.rule());
      }
    }

    private void mistake(Node node, String expected) {
      wrong = true;
      report.expected(node, expected);
    }
  }
}
