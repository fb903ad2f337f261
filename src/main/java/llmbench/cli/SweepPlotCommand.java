// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import llmbench.figure.CurveFigure;
import llmbench.figure.CurveFigures;
import llmbench.figure.CurvePicture;
import llmbench.figure.CurveSpec;
import llmbench.figure.CurveTable;
import llmbench.sweep.SweepException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep plot EXPERIMENT_DIR}: curves of a sweep's results, by the flags of vLLM's. */
@Command(
    name = "plot",
    sortOptions = false,
    description = "Plots performance curves from parameter sweep results, as PNG.",
    footerHeading = "%nExample:%n",
    footer = {
      "  llmbench sweep plot results/20250131_120000 --curve-by max_num_seqs \\",
      "      --var-x max_concurrency --var-y p99_ttft_ms --scale-x log"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the figures were written",
      "1:no figure has anything to draw, or a file cannot be read or written",
      "2:wrong command line, an unknown variable, or no results in EXPERIMENT_DIR"
    })
final class SweepPlotCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EXPERIMENT_DIR",
      description = "the folder with the sweep results to plot, our own or vLLM's")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path experiment;

  @Option(
      names = "--fig-dir",
      paramLabel = "DIR",
      description = "where figures go, relative to EXPERIMENT_DIR; by default that folder")
  private String figDir = "";

  @Option(
      names = "--fig-by",
      paramLabel = "A,B",
      description = "variables with a figure for each combination")
  private String figBy = "";

  @Option(
      names = "--row-by",
      paramLabel = "A,B",
      description = "variables with a row of charts for each combination")
  private String rowBy = "";

  @Option(
      names = "--col-by",
      paramLabel = "A,B",
      description = "variables with a column of charts for each combination")
  private String colBy = "";

  @Option(
      names = "--curve-by",
      paramLabel = "A,B",
      description = "variables with a curve for each combination")
  private String curveBy = "";

  @Option(
      names = "--var-x",
      paramLabel = "NAME",
      description = "variable of the x axis [${DEFAULT-VALUE}]")
  private String varX = "total_token_throughput";

  @Option(
      names = "--var-y",
      paramLabel = "NAME",
      description = "variable of the y axis [${DEFAULT-VALUE}]")
  private String varY = "median_ttft_ms";

  @Option(
      names = "--filter-by",
      paramLabel = "A<N,B==V",
      description = "conditions of the runs: ==, !=, <=, >=, <, >")
  private String filterBy = "";

  @Option(
      names = "--bin-by",
      paramLabel = "A%SIZE",
      description = "values are taken down to a multiple of SIZE, before runs are averaged")
  private String binBy = "";

  @Option(
      names = "--scale-x",
      paramLabel = "SCALE",
      description = "of the x axis: linear, log or sqrt [linear]")
  private @Nullable String scaleX;

  @Option(
      names = "--scale-y",
      paramLabel = "SCALE",
      description = "of the y axis: linear, log or sqrt [linear]")
  private @Nullable String scaleY;

  @Option(
      names = "--fig-name",
      paramLabel = "NAME",
      description = "begins the name of each figure [${DEFAULT-VALUE}]")
  private String figName = "FIGURE";

  @Option(
      names = "--no-error-bars",
      description = "no bars, which are the standard deviation of runs with the same x")
  private boolean noErrorBars;

  @Option(
      names = "--fig-height",
      paramLabel = "INCHES",
      description = "height and width of each chart [${DEFAULT-VALUE}]")
  private double figHeight = 6.4;

  @Option(names = "--fig-dpi", paramLabel = "N", description = "dots per inch [${DEFAULT-VALUE}]")
  private int figDpi = 300;

  @Option(names = "--dry-run", description = "says which figures there would be; writes nothing")
  private boolean dryRun;

  @Option(names = "--csv", description = "our own: the points of each figure beside it, as CSV")
  private boolean csv;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CurveSpec asked =
        new CurveSpec(
            figDir,
            figBy,
            rowBy,
            colBy,
            curveBy,
            varX,
            varY,
            filterBy,
            binBy,
            scaleX,
            scaleY,
            figName,
            !noErrorBars,
            figHeight,
            figDpi);
    try {
      return draw(CurveFigures.of(experiment, asked), asked);
    } catch (SweepException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private int draw(List<CurveFigure> figures, CurveSpec asked) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int drawn = 0;
    for (CurveFigure figure : figures) {
      out.println("[BEGIN FIGURE]");
      out.println("Group: " + figure.groupText());
      out.println("Grid: " + figure.gridRows() + " rows x " + figure.gridColumns() + " cols");
      out.println("Output file: " + figure.file());
      if (!dryRun && figure.isEmpty()) {
        out.println(
            "No data to plot."
                + (filterBy.isEmpty() ? "" : " Filters: " + filterBy)
                + figure.notes().stream().map(note -> " " + note + ".").reduce("", String::concat));
      } else if (!dryRun) {
        out.println(figure.sizeText());
        figure.notes().forEach(out::println);
        CurvePicture.write(figure, asked);
        if (csv) {
          out.println("Points: " + CurveTable.write(figure, asked));
        }
        drawn++;
      }
      out.println("[END FIGURE]");
      out.flush();
    }
    return dryRun || drawn > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
