// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.List;
import llmbench.plan.GateRule;
import llmbench.plan.GateSpec;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads rules of a gate from a file of their own, or from the {@code gate} of a configuration. */
public final class GateFile {
  private GateFile() {}

  /**
   * Reads a file: a YAML list of rules, or a map with {@code gate} and {@code baseline}, beside
   * which the other keys of a configuration may stand.
   *
   * @throws ConfigException with every mistake; a file that is not there is one
   */
  public static GateSpec read(Path file) {
    Problems problems = new Problems();
    String text = ConfigFile.read(file, problems);
    Source source = new Source(file);
    Node root =
        text == null
            ? null
            : YamlText.compose(
                text,
                (wrong, line) ->
                    problems.add(line, source.place("", line) + ": expected " + wrong));
    problems.throwIfAny();
    Report report = new Report(problems, source, GateKeys.GATE.name());
    String expected = GateKeys.GATE.type().expected();
    if (root == null || Scalars.isNull(root)) {
      problems.add(1, source.place("", 1) + ": expected " + expected + ", found nothing");
      throw new ConfigException(problems.sorted());
    }
    GateSpec spec =
        root instanceof MappingNode map ? ofMap(map, source, problems) : ofRules(root, report);
    problems.throwIfAny();
    if (spec == null) {
      report.expected(root, expected, "no gate");
      throw new ConfigException(problems.sorted());
    }
    return spec;
  }

  private static @Nullable GateSpec ofRules(Node node, Report report) {
    List<GateRule> rules = GateKeys.GATE.type().read(node, report);
    return rules == null ? null : new GateSpec(rules, null);
  }

  private static @Nullable GateSpec ofMap(MappingNode map, Source source, Problems problems) {
    List<GateRule> rules = null;
    Path baseline = null;
    for (NodeTuple tuple : map.getValue()) {
      String key = String.valueOf(Scalars.text(tuple.getKeyNode()));
      Report report = new Report(problems, source, Found.clip(key));
      if (key.equals(GateKeys.GATE.name())) {
        rules = GateKeys.GATE.type().read(tuple.getValueNode(), report);
      } else if (key.equals(GateKeys.BASELINE.name())) {
        baseline =
            Scalars.isNull(tuple.getValueNode())
                ? null
                : GateKeys.BASELINE.type().read(tuple.getValueNode(), report);
      } else if (KeyIndex.named(key) == null) {
        report.expected(
            tuple.getKeyNode(),
            "a known key (see docs/config.md)",
            "an unknown one; the nearest known is " + KeyIndex.nearest(key));
      }
    }
    return rules == null ? null : new GateSpec(rules, baseline);
  }
}
