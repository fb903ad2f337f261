// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the values of a picture from its runs, as {@code sns.relplot(kind="line")} does: runs of a
 * curve with the same x are one point, at the mean of their y.
 */
final class CurveGathering {
  /** Colour, dash and width. */
  private static final int DIMENSIONS = 3;

  private final CurveChoice choice;
  private final List<String> notes = new ArrayList<>();

  CurveGathering(CurveChoice choice) {
    this.choice = choice;
  }

  /**
   * A picture.
   *
   * @param gridRows how many rows its runs ask for, and columns
   */
  CurveFigure figure(
      Path file, Map<String, String> group, int gridRows, int gridColumns, List<ObjectNode> all) {
    RunTable table = RunTable.of(all);
    for (RunFilter filter : choice.filters()) {
      table = table.where(run -> filter.keeps(run.path(filter.variable())));
    }
    for (RunBin bin : choice.bins()) {
      table = table.with(bin.variable(), bin::of);
    }
    RunTable kept = whole(table);
    notes.addAll(RunNotes.of(kept.runs()));
    Set<String> categories = kept.numeric(choice.varX()) ? Set.of() : distinct(kept, choice.varX());
    List<String> dimensions =
        choice.curveBy().size() <= DIMENSIONS ? choice.curveBy() : List.of("");
    List<List<String>> levels =
        choice.curveBy().size() <= DIMENSIONS
            ? choice.curveBy().stream().map(name -> List.copyOf(distinct(kept, name))).toList()
            : List.of(List.copyOf(distinct(kept, choice.curveBy())));
    List<Facet> facets = facets(kept, List.copyOf(categories), levels);
    return new CurveFigure(
        file,
        group,
        gridRows,
        gridColumns,
        dimensions,
        levels,
        List.copyOf(categories),
        facets,
        List.copyOf(notes));
  }

  /** Runs that have an x, a y and each variable of the curves. */
  private RunTable whole(RunTable table) {
    RunTable with =
        table.where(
            run ->
                there(run, choice.varX())
                    && there(run, choice.varY())
                    && choice.curveBy().stream()
                        .noneMatch(name -> RunTable.absent(run.path(name))));
    int without = table.runs().size() - with.runs().size();
    if (without > 0) {
      notes.add(without + " of " + table.runs().size() + " runs lack a variable and are left out");
    }
    return with;
  }

  private static boolean there(ObjectNode run, String name) {
    return !RunTable.absent(run.path(name))
        && !(run.path(name).isNumber() && Double.isNaN(run.path(name).doubleValue()));
  }

  private List<Facet> facets(RunTable kept, List<String> categories, List<List<String>> levels) {
    List<String> rows = List.copyOf(distinct(kept, choice.rowBy()));
    List<String> columns = List.copyOf(distinct(kept, choice.colBy()));
    List<Facet> facets = new ArrayList<>();
    int left = 0;
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        String ofRow = rows.get(row);
        String ofColumn = columns.get(column);
        List<ObjectNode> runs =
            kept.runs().stream()
                .filter(run -> joined(kept, run, choice.rowBy()).equals(ofRow))
                .filter(run -> joined(kept, run, choice.colBy()).equals(ofColumn))
                .toList();
        List<Curve> curves = new ArrayList<>();
        left += curves(kept, runs, categories, levels, curves);
        List<String> title = new ArrayList<>(lines(ofRow));
        title.addAll(lines(ofColumn));
        facets.add(new Facet(row, column, title, List.copyOf(curves)));
      }
    }
    if (left > 0) {
      notes.add(
          left + " points are left out, which are infinite or have no place on the axis' scale");
    }
    return facets;
  }

  private int curves(
      RunTable kept,
      List<ObjectNode> runs,
      List<String> categories,
      List<List<String>> levels,
      List<Curve> curves) {
    Map<List<String>, TreeMap<Double, List<Double>>> byCurve = new LinkedHashMap<>();
    for (ObjectNode run : runs) {
      double x =
          categories.isEmpty()
              ? RunTable.number(run.path(choice.varX()))
              : categories.indexOf(kept.text(run, choice.varX()));
      byCurve
          .computeIfAbsent(values(kept, run), key -> new TreeMap<>())
          .computeIfAbsent(x, key -> new ArrayList<>())
          .add(RunTable.number(run.path(choice.varY())));
    }
    int left = 0;
    for (Map.Entry<List<String>, TreeMap<Double, List<Double>>> each : byCurve.entrySet()) {
      List<CurvePoint> all = new ArrayList<>();
      each.getValue().forEach((x, ys) -> all.add(CurvePoint.of(x, ys)));
      List<CurvePoint> drawn = all.stream().filter(this::drawn).toList();
      left += all.size() - drawn.size();
      if (!drawn.isEmpty()) {
        curves.add(new Curve(each.getKey(), drawn));
      }
    }
    curves.sort(
        (a, b) -> {
          for (int i = 0; i < levels.size(); i++) {
            int order =
                Integer.compare(
                    levels.get(i).indexOf(a.values().get(i)),
                    levels.get(i).indexOf(b.values().get(i)));
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
    return left;
  }

  private boolean drawn(CurvePoint point) {
    return point.finite()
        && choice.scaleX().draws(point.x())
        && choice.scaleY().draws(point.mean());
  }

  private List<String> values(RunTable kept, ObjectNode run) {
    return choice.curveBy().size() <= DIMENSIONS
        ? choice.curveBy().stream().map(name -> kept.text(run, name)).toList()
        : List.of(joined(kept, run, choice.curveBy()));
  }

  private static Set<String> distinct(RunTable table, String name) {
    return distinct(table, List.of(name), run -> table.text(run, name));
  }

  private static Set<String> distinct(RunTable table, List<String> names) {
    return distinct(table, names, run -> joined(table, run, names));
  }

  /** What runs are by some variables, in the order of the variables' values. */
  private static Set<String> distinct(
      RunTable table, List<String> names, Function<ObjectNode, String> text) {
    Comparator<ObjectNode> order = Comparator.comparingInt(run -> 0);
    for (String name : names) {
      order =
          order.thenComparing(
              table.numeric(name)
                  ? Comparator.comparingDouble(run -> RunTable.number(run.path(name)))
                  : Comparator.comparing(run -> table.text(run, name)));
    }
    return table.runs().stream()
        .sorted(order)
        .map(text)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A line {@code name=value} each; empty without variables. */
  private static String joined(RunTable table, ObjectNode run, List<String> names) {
    return names.stream()
        .map(name -> name + "=" + table.text(run, name))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split("\n", -1));
  }
}
