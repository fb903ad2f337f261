// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Classes of requests: a map of names to members, or a list of members with names. Members that are
 * keys of the configuration too are left to be read as such. What is wrong with one member does not
 * hide what is wrong with others: it is reported, and something sound stands for it.
 */
final class WorkloadsType implements ValueType<List<WorkloadsType.Written>> {
  private static final String NAME = "name";
  private static final String SHARE = "share";
  private static final String RATE = "request_rate";
  private static final String BURSTINESS = "burstiness";
  private static final String PRIORITY = "priority";
  private static final String MODEL = "model";
  private static final Set<String> OWN = Set.of(NAME, SHARE, RATE, BURSTINESS, PRIORITY, MODEL);

  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final ValueType<Double> ABOVE_0 =
      ScalarTypes.number("> 0", n -> n > 0 && Double.isFinite(n));
  private static final ValueType<Double> PER_SECOND =
      ScalarTypes.number("> 0 (requests per second)", n -> n > 0 && Double.isFinite(n));
  private static final ValueType<Double> SHAPE = ScalarTypes.number("> 0 or inf", n -> n > 0);
  private static final ValueType<Long> INTEGER =
      ScalarTypes.integer(Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * A class as it is written.
   *
   * @param share 1 where nothing is said
   * @param rate null without
   * @param burstiness null for that of all
   * @param keys its members that are keys of the configuration
   * @param at where it stands
   */
  record Written(
      String name,
      double share,
      @Nullable Double rate,
      @Nullable Double burstiness,
      @Nullable Long priority,
      @Nullable String model,
      MappingNode keys,
      Node at) {}

  /** The members of a class that are keys of the configuration. */
  static Set<String> keyMembers() {
    Set<String> names = new TreeSet<>();
    DatasetKeys.datasetKeys().forEach(key -> names.add(key.name()));
    RequestReader.SAMPLING.forEach(key -> names.add(key.name()));
    List.of(Keys.GOODPUT, Keys.IGNORE_EOS, Keys.EXTRA_BODY, TargetKeys.HEADER)
        .forEach(key -> names.add(key.name()));
    return names;
  }

  @Override
  public String expected() {
    return "a map of names to classes, such as {chat: {dataset_name: random, share: 3, goodput:"
        + " {ttft: 500}}}";
  }

  @Override
  public @Nullable List<Written> read(Node node, Report report) {
    Map<String, MappingNode> classes = new LinkedHashMap<>();
    if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
      map.getValue().forEach(tuple -> named(tuple, report, classes));
    } else if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      list.getValue().forEach(item -> listed(item, report, classes));
    } else {
      report.expected(node, expected());
    }
    if (classes.isEmpty()) {
      return null;
    }
    boolean rated = classes.values().stream().anyMatch(members -> member(members, RATE) != null);
    List<Written> written = new ArrayList<>();
    classes.forEach(
        (name, members) -> written.add(new Members(name, members, report, rated).read()));
    return List.copyOf(written);
  }

  private static void named(NodeTuple tuple, Report report, Map<String, MappingNode> classes) {
    String name = name(tuple.getKeyNode(), report);
    Node members = tuple.getValueNode();
    if (!(members instanceof MappingNode map)) {
      report.expected(members, "the members of a class, such as {dataset_name: random}");
    } else if (name != null) {
      if (member(map, NAME) != null) {
        report.expected(map, "a name before the class or name: in it", "both");
      }
      classes.putIfAbsent(name, map); // that it is there once is a rule of all maps
    }
  }

  private static void listed(Node item, Report report, Map<String, MappingNode> classes) {
    Node written = item instanceof MappingNode map ? member(map, NAME) : null;
    if (!(item instanceof MappingNode map) || written == null) {
      report.expected(item, "a class with a name, such as {name: chat, dataset_name: random}");
      return;
    }
    String name = name(written, report);
    if (name != null && classes.putIfAbsent(name, map) != null) {
      report.expected(written, "each class once", Found.quote(name) + " again");
    }
  }

  private static @Nullable String name(Node node, Report report) {
    String name = Scalars.text(node);
    if (name == null || !NAMES.matcher(name).matches()) {
      report.expected(node, "a name of at most 40 letters, digits, \"_\", \"-\" and \".\"");
      return null;
    }
    return name;
  }

  private static @Nullable Node member(MappingNode map, String name) {
    for (NodeTuple tuple : map.getValue()) {
      if (name.equals(Scalars.text(tuple.getKeyNode())) && !Scalars.isNull(tuple.getValueNode())) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  /** Reads the members of one class. */
  private static final class Members {
    private final String name;
    private final MappingNode map;
    private final Report report;
    private final boolean rated;

    Members(String name, MappingNode map, Report whole, boolean rated) {
      this.name = name;
      this.map = map;
      this.report = new Report(whole.problems(), whole.source(), whole.key() + "." + name);
      this.rated = rated;
    }

    Written read() {
      checkNames();
      checkLoad();
      Double share = find(SHARE, ABOVE_0);
      Double rate = find(RATE, PER_SECOND);
      return new Written(
          name,
          share == null ? 1 : share,
          rated && rate == null ? (Double) 1.0 : rate,
          find(BURSTINESS, SHAPE),
          find(PRIORITY, INTEGER),
          find(MODEL, ScalarTypes.text()),
          keys(),
          map);
    }

    private <T> @Nullable T find(String member, ValueType<T> type) {
      Node node = member(map, member);
      return node == null
          ? null
          : type.read(
              node, new Report(report.problems(), report.source(), report.key() + "." + member));
    }

    private void checkNames() {
      Set<String> known = new HashSet<>(keyMembers());
      known.addAll(OWN);
      for (NodeTuple tuple : map.getValue()) {
        String member = String.valueOf(Scalars.text(tuple.getKeyNode()));
        if (!known.contains(member)) {
          String nearest =
              Collections.min(
                  known,
                  Comparator.comparingInt((String each) -> EditDistance.between(member, each))
                      .thenComparing(Comparator.naturalOrder()));
          report.expected(
              tuple.getKeyNode(),
              "a member of a class (see docs/workloads.md)",
              Found.describe(tuple.getKeyNode()) + "; the nearest known is " + nearest);
        }
      }
    }

    /** All classes have rates, or none. */
    private void checkLoad() {
      boolean hasRate = member(map, RATE) != null;
      if (hasRate && member(map, SHARE) != null) {
        report.expected(map, "share or request_rate", "both");
      }
      if (rated && !hasRate) {
        report.expected(map, "a request_rate, as another class has one", "none");
      }
      if (!rated && member(map, BURSTINESS) != null) {
        report.expected(map, "burstiness with a request_rate", "it without");
      }
    }

    private MappingNode keys() {
      Set<String> known = keyMembers();
      List<NodeTuple> keys =
          map.getValue().stream()
              .filter(tuple -> known.contains(String.valueOf(Scalars.text(tuple.getKeyNode()))))
              .toList();
      return new MappingNode(
          map.getTag(), true, keys, map.getStartMark(), map.getEndMark(), map.getFlowStyle());
    }
  }
}
