// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import llmbench.figure.ParetoFigure;
import llmbench.figure.ParetoGathering;
import llmbench.figure.ParetoPicture;
import llmbench.figure.ParetoSpec;
import llmbench.figure.ParetoTable;
import llmbench.sweep.SweepException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep plot_pareto EXPERIMENT_DIR}: tokens per user against tokens per GPU. */
@Command(
    name = "plot_pareto",
    aliases = "plot-pareto",
    sortOptions = false,
    description = {
      "Plots the Pareto frontier between tokens/s/user and tokens/s/GPU, as PNG.",
      "It goes to EXPERIMENT_DIR/pareto/PARETO.png."
    },
    footerHeading = "%nExample:%n",
    footer = "  llmbench sweep plot_pareto results/20250131_120000 --label-by max_concurrency,tp",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the figure was written",
      "1:a file cannot be read or written",
      "2:wrong command line, an unknown variable, or no results in EXPERIMENT_DIR"
    })
final class SweepParetoCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EXPERIMENT_DIR",
      description = "the folder with the sweep results to plot, our own or vLLM's")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path experiment;

  @Option(
      names = "--user-count-var",
      paramLabel = "NAME",
      description =
          "variable that counts users; where a run has none, max_concurrent_requests"
              + " [${DEFAULT-VALUE}]")
  private String userCountVar = "max_concurrency";

  @Option(
      names = "--gpu-count-var",
      paramLabel = "NAME",
      description =
          "variable that counts GPUs; by default num_gpus, gpu_count, or the product of tensor,"
              + " pipeline and data parallel sizes")
  private @Nullable String gpuCountVar;

  @Option(
      names = "--label-by",
      paramLabel = "A,B",
      description = "variables at the points of the frontier [${DEFAULT-VALUE}]")
  private String labelBy = ParetoSpec.LABELS;

  @Option(names = "--dry-run", description = "says which figure there would be; writes nothing")
  private boolean dryRun;

  @Option(names = "--csv", description = "our own: the points beside the figure, as CSV")
  private boolean csv;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      draw(ParetoGathering.of(experiment, new ParetoSpec(userCountVar, gpuCountVar, labelBy)));
      return CommandLine.ExitCode.OK;
    } catch (SweepException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void draw(ParetoFigure figure) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("[BEGIN FIGURE]");
    out.println("Group: {}");
    out.println("Output file: " + figure.file());
    if (!dryRun) {
      ParetoPicture.write(figure);
      figure.notes().forEach(out::println);
      out.println(figure.sizeText());
      if (csv) {
        out.println("Points: " + ParetoTable.write(figure));
      }
    }
    out.println("[END FIGURE]");
    out.flush();
  }
}
