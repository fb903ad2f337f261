// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.nio.file.Path;
import java.util.List;

/**
 * The picture of {@code sweep plot_pareto}, as plain values.
 *
 * @param file where it goes
 * @param points a run each; may be empty
 * @param front places of the runs that no other one beats, x falling
 * @param notes what was left out or is other than vLLM's, and what to know of the runs
 */
public record ParetoFigure(
    Path file, List<ParetoPoint> points, List<Integer> front, List<String> notes) {

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** How much is drawn, as vLLM says it. */
  public String sizeText() {
    return "Plotted " + points.size() + " points; Pareto frontier size: " + front.size() + ".";
  }
}
