// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.sweep.PythonText;
import llmbench.sweep.SummaryFiles;
import llmbench.sweep.SweepException;
import llmbench.sweep.SweepPoint;

/**
 * The pictures of {@code sweep plot} ({@code vllm/benchmarks/sweep/plot.py}): one for each
 * combination of {@code --fig-by}.
 */
public final class CurveFigures {
  private CurveFigures() {}

  /**
   * Reads a folder's runs and makes what is to be drawn; nothing is written.
   *
   * @param experiment the folder, with any number of {@code summary.json} below
   * @return a picture at least; one may be empty after its filters
   * @throws SweepException with every mistake
   * @throws IOException if a file cannot be read
   */
  public static List<CurveFigure> of(Path experiment, CurveSpec spec) throws IOException {
    List<ObjectNode> runs = SummaryFiles.runs(experiment);
    List<String> problems = new ArrayList<>();
    CurveChoice choice = CurveChoice.of(spec, problems);
    if (!(spec.figHeight() > 0) || !Double.isFinite(spec.figHeight())) {
      problems.add("--fig-height: expected inches > 0, found " + spec.figHeight());
    }
    if (spec.figDpi() < 1) {
      problems.add("--fig-dpi: expected dots per inch ≥ 1, found " + spec.figDpi());
    }
    if (problems.isEmpty()) {
      choice.check(RunTable.of(runs), problems);
    }
    if (!problems.isEmpty()) {
      throw new SweepException(problems);
    }
    Map<Map<String, String>, List<ObjectNode>> groups = new LinkedHashMap<>();
    for (ObjectNode run : runs) {
      groups.computeIfAbsent(group(run, choice.figBy()), key -> new ArrayList<>()).add(run);
    }
    Path folder = experiment.resolve(spec.figDir());
    List<CurveFigure> figures = new ArrayList<>();
    Set<Path> files = new HashSet<>();
    groups.forEach(
        (group, having) -> {
          Path file = folder.resolve(fileName(spec.figName(), group));
          if (!files.add(file)) {
            problems.add("--fig-by: expected a file for each picture, found two named " + file);
          }
          figures.add(figure(choice, file, group, having));
        });
    if (!problems.isEmpty()) {
      throw new SweepException(problems);
    }
    return figures;
  }

  private static CurveFigure figure(
      CurveChoice choice, Path file, Map<String, String> group, List<ObjectNode> runs) {
    Map<Map<String, String>, Set<Map<String, String>>> rows = new LinkedHashMap<>();
    for (ObjectNode run : runs) {
      rows.computeIfAbsent(group(run, choice.rowBy()), key -> new LinkedHashSet<>())
          .add(group(run, choice.colBy()));
    }
    int columns = rows.values().stream().mapToInt(Set::size).max().orElse(0);
    return new CurveGathering(choice).figure(file, group, rows.size(), columns, runs);
  }

  /** Values of variables as Python writes them. */
  private static Map<String, String> group(JsonNode run, List<String> names) {
    Map<String, String> group = new LinkedHashMap<>();
    names.forEach(name -> group.put(name, PythonText.str(run.path(name))));
    return group;
  }

  /** As vLLM's {@code _get_fig_path}. */
  private static String fileName(String figName, Map<String, String> group) {
    StringBuilder name = new StringBuilder(figName);
    group.forEach((key, value) -> name.append('-').append(key).append('=').append(value));
    return SweepPoint.fileName(name + ".png");
  }
}
