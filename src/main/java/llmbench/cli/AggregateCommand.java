// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import llmbench.results.AggregateCsv;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aggregate [DIR]}: makes the CSV of a folder's results anew. */
@Command(
    name = "aggregate",
    description = "Makes DIR/" + AggregateCsv.FILE_NAME + " from the results in DIR.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the CSV was written; files that are no results were passed over and broken ones named",
      "1:DIR cannot be read or holds no result, or the CSV cannot be written",
      "2:wrong command line"
    })
final class AggregateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "the folder of the results (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("results");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AggregateCsv.Report report = AggregateCsv.write(folder);
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(problem -> err.println("skipped: " + problem));
    if (report.rows() == 0) {
      err.println("no result in " + folder.toAbsolutePath());
      return CommandLine.ExitCode.SOFTWARE;
    }
    spec.commandLine()
        .getOut()
        .println(
            report.file() + ": " + report.rows() + (report.rows() == 1 ? " result" : " results"));
    return CommandLine.ExitCode.OK;
  }
}
