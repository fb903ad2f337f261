// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.search.LoadPoint;
import llmbench.search.ParetoFront;
import llmbench.sweep.PythonText;
import llmbench.sweep.SummaryFiles;
import llmbench.sweep.SweepException;

/**
 * Makes the values of {@code sweep plot_pareto} ({@code vllm/benchmarks/sweep/plot_pareto.py}) from
 * a folder's runs.
 */
public final class ParetoGathering {
  private static final String FILE = "pareto/PARETO.png";
  private static final String PEAK = "max_concurrent_requests";
  private static final String GPUS = "gpu_count";

  private final ParetoSpec spec;
  private final List<String> labels;
  private final List<String> problems = new ArrayList<>();
  private int infinite;
  private int without;

  private ParetoGathering(ParetoSpec spec) {
    this.spec = spec;
    this.labels = VariableList.of(spec.labelBy());
  }

  /**
   * Reads the runs and makes what is to be drawn; nothing is written.
   *
   * @throws SweepException with every mistake
   * @throws IOException if a file cannot be read
   */
  public static ParetoFigure of(Path experiment, ParetoSpec spec) throws IOException {
    return new ParetoGathering(spec).figure(experiment);
  }

  private ParetoFigure figure(Path experiment) throws IOException {
    List<ObjectNode> runs = SummaryFiles.runs(experiment);
    check(RunTable.of(runs));
    List<ParetoPoint> points = new ArrayList<>();
    List<ObjectNode> drawn = new ArrayList<>();
    for (ObjectNode run : runs) {
      OptionalDouble throughput = RunCounts.number(run, List.of("output_throughput"), problems);
      OptionalDouble users = users(run);
      double gpus = RunCounts.gpus(run, spec.gpuCountVar(), problems);
      if (throughput.isEmpty()) {
        problems.add("expected output_throughput in each run, found a run without it");
      } else if (users.isEmpty()) {
        without++;
      } else if (Double.isFinite(throughput.getAsDouble())) {
        LoadPoint place =
            new LoadPoint(
                throughput.getAsDouble() / users.getAsDouble(), throughput.getAsDouble() / gpus);
        points.add(new ParetoPoint(place, users.getAsDouble(), gpus, label(run, gpus)));
        drawn.add(run);
      }
    }
    if (problems.isEmpty() && points.isEmpty()) {
      problems.add(
          "No data points with both throughput and user count available to plot Pareto frontier:"
              + " name the variable that counts users with --user-count-var");
    }
    if (!problems.isEmpty()) {
      throw new SweepException(problems.stream().distinct().toList());
    }
    List<Integer> front = ParetoFront.of(points.stream().map(ParetoPoint::place).toList());
    return new ParetoFigure(experiment.resolve(FILE), points, front, notes(runs.size(), drawn));
  }

  private void check(RunTable table) {
    VariableNames names = new VariableNames(table, problems);
    if (!spec.userCountVar().equals("max_concurrency")) {
      names.checkSpelled("--user-count-var", spec.userCountVar());
    }
    if (spec.gpuCountVar() != null) {
      names.checkSpelled("--gpu-count-var", spec.gpuCountVar());
    }
    if (!spec.labelBy().equals(ParetoSpec.LABELS)) {
      labels.stream()
          .filter(name -> !name.equals(GPUS))
          .forEach(name -> names.check("--label-by", name));
    }
    names.tellKnown();
  }

  /** The variable asked for, or what was seen in flight where that is none, 0 or endless. */
  private OptionalDouble users(ObjectNode run) {
    OptionalDouble given = RunCounts.number(run, List.of(spec.userCountVar()), problems);
    if (given.isPresent() && given.getAsDouble() > 0) {
      if (Double.isFinite(given.getAsDouble())) {
        return given;
      }
      infinite++;
    }
    OptionalDouble peak = RunCounts.number(run, List.of(PEAK), problems);
    return peak.isPresent() && peak.getAsDouble() > 0 && Double.isFinite(peak.getAsDouble())
        ? peak
        : OptionalDouble.empty();
  }

  private List<String> label(ObjectNode run, double gpus) {
    List<String> lines = new ArrayList<>();
    for (String name : labels) {
      if (name.equals(GPUS)) {
        lines.add(GPUS + "=" + String.format(Locale.ROOT, "%.4g", gpus).replaceAll("\\.0+$", ""));
      } else if (run.has(name)) {
        lines.add(name + "=" + PythonText.str(run.path(name)));
      }
    }
    return lines;
  }

  private List<String> notes(int all, List<ObjectNode> drawn) {
    List<String> notes = new ArrayList<>();
    if (without > 0) {
      notes.add(
          "Skipped "
              + without
              + " of "
              + all
              + " runs without a user count ("
              + spec.userCountVar()
              + " or "
              + PEAK
              + ")");
    }
    if (infinite > 0) {
      notes.add(infinite + " of " + all + " runs have endless users: " + PEAK + " is taken");
    }
    notes.addAll(RunNotes.of(drawn));
    return notes;
  }
}
