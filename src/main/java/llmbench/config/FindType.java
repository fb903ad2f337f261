// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.plan.Goal;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The type of {@code find}: a search for the largest load at which goals hold. */
final class FindType implements ValueType<SearchSpec> {
  private static final List<String> MEMBERS =
      List.of(
          "variable",
          "goals",
          "from",
          "to",
          "budget",
          "max_probes",
          "precision",
          "confidence",
          "gpus");
  private static final ValueType<Double> LOAD =
      ScalarTypes.number("> 0", load -> load > 0 && Double.isFinite(load));
  private static final ValueType<Double> PRECISION =
      ScalarTypes.ofText(
          "a share such as 5% or 0.05, above 0 and below 1", text -> GoalNotation.share(text));
  private static final ValueType<Double> CONFIDENCE =
      ScalarTypes.ofText(
          "a share such as 95% or 0.95, above 0.5 and below 1",
          text -> {
            Double share = GoalNotation.share(text);
            return share != null && share > 0.5 ? share : null;
          });

  private static final Duration BUDGET = Duration.ofMinutes(30);
  private static final int MAX_PROBES = 40;

  /** Each probe that may be is made known to Gatling beforehand. */
  private static final int MOST_PROBES = 500;

  @Override
  public String expected() {
    return "a map such as {variable: request_rate, goals: [\"ttft p99 < 500ms\"], from: 1, to: 100}";
  }

  @Override
  public @Nullable SearchSpec read(Node node, Report report) {
    if (!(JsonTypes.mapInText(node) instanceof MappingNode map)) {
      report.expected(node, expected());
      return null;
    }
    Map<String, Node> members = new LinkedHashMap<>();
    boolean sound = true;
    for (NodeTuple tuple : map.getValue()) {
      String name = Scalars.text(tuple.getKeyNode());
      if (name == null || !MEMBERS.contains(name)) {
        report.expected(tuple.getKeyNode(), "one of " + String.join(", ", MEMBERS));
        sound = false;
      } else {
        members.put(name, tuple.getValueNode());
      }
    }
    Node goalsNode = members.get("goals");
    if (goalsNode == null || !members.containsKey("from") || !members.containsKey("to")) {
      report.expected(node, expected(), "a map without goals, from or to");
      return null;
    }
    String variable =
        member(
            members,
            "variable",
            ScalarTypes.choice(List.of("request_rate", "max_concurrency"), List.of()),
            "request_rate",
            report);
    Set<Goal> goals =
        ListTypes.items("a list of goals", GoalNotation.type()).read(goalsNode, report);
    Double from = member(members, "from", LOAD, null, report);
    Double to = member(members, "to", LOAD, null, report);
    Duration budget = member(members, "budget", ScalarTypes.slice(), BUDGET, report);
    Integer probes =
        member(
            members,
            "max_probes",
            ScalarTypes.integer(1, MOST_PROBES).map(Long::intValue),
            MAX_PROBES,
            report);
    Double precision = member(members, "precision", PRECISION, 0.05, report);
    Double confidence = member(members, "confidence", CONFIDENCE, 0.95, report);
    Node gpusNode = members.get("gpus");
    Integer gpus = gpusNode == null ? null : ScalarTypes.integer(1).read(gpusNode, report);
    if (!sound
        || (gpusNode != null && gpus == null)
        || variable == null
        || goals == null
        || from == null
        || to == null
        || budget == null
        || probes == null
        || precision == null
        || confidence == null) {
      return null;
    }
    Variable varied =
        variable.equals("request_rate") ? Variable.REQUEST_RATE : Variable.MAX_CONCURRENCY;
    return checked(
        new SearchSpec(
            varied, List.copyOf(goals), from, to, budget, probes, precision, confidence, gpus),
        node,
        report);
  }

  private static @Nullable SearchSpec checked(SearchSpec spec, Node node, Report report) {
    if (spec.goals().isEmpty()) {
      report.expected(node, "at least one goal", "none");
    } else if (spec.from() >= spec.to()) {
      report.expected(node, "from below to", "from " + spec.from() + " and to " + spec.to());
    } else if (spec.variable().whole() && (spec.from() % 1 != 0 || spec.to() % 1 != 0)) {
      report.expected(
          node,
          "whole numbers as from and to of max_concurrency",
          spec.from() + " and " + spec.to());
    } else if (spec.budget().isZero()) {
      report.expected(node, "a budget above 0", "0");
    } else {
      return spec;
    }
    return null;
  }

  private static <T> @Nullable T member(
      Map<String, Node> members,
      String name,
      ValueType<T> type,
      @Nullable T otherwise,
      Report report) {
    Node node = members.get(name);
    return node == null ? otherwise : type.read(node, report);
  }
}
