// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.sweep.PythonText;

/**
 * A picture of {@code sweep plot}, as plain values.
 *
 * @param file where it goes
 * @param group what its runs have in common
 * @param gridRows rows of charts
 * @param gridColumns columns of charts
 * @param dimensions what curves differ in: names of variables, or an empty name where there are
 *     more of them than colours, dashes and widths can tell
 * @param levels the different values of each dimension, in order
 * @param categories texts of the x axis, in order; empty where x is a number
 * @param facets its charts; empty where nothing is left to draw
 * @param notes what was left out, and what to know of the runs, a sentence each
 */
public record CurveFigure(
    Path file,
    Map<String, String> group,
    int gridRows,
    int gridColumns,
    List<String> dimensions,
    List<List<String>> levels,
    List<String> categories,
    List<Facet> facets,
    List<String> notes) {

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return facets.stream().allMatch(facet -> facet.curves().isEmpty());
  }

  /** The group as vLLM prints it: a map of Python. */
  public String groupText() {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    group.forEach(map::put);
    return PythonText.repr(map);
  }

  /** How many curves and points are drawn, for people. */
  public String sizeText() {
    int curves = facets.stream().mapToInt(facet -> facet.curves().size()).sum();
    int points = 0;
    int runs = 0;
    for (Facet facet : facets) {
      for (Curve curve : facet.curves()) {
        points += curve.points().size();
        for (CurvePoint point : curve.points()) {
          runs += point.runs();
        }
      }
    }
    return "Curves: " + curves + "; points: " + points + "; runs: " + runs;
  }
}
