// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import llmbench.results.AggregateCsv;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private FolderArgument folder;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AggregateCsv.Report report = AggregateCsv.write(folder.path());
    PrintWriter err = spec.commandLine().getErr();
    report.problems().forEach(problem -> err.println("skipped: " + problem));
    if (report.rows() == 0) {
      err.println("no result in " + folder.path().toAbsolutePath());
      return CommandLine.ExitCode.SOFTWARE;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.asked()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("file", report.file().toString());
      answer.put("rows", report.rows());
      answer.put("problems", report.problems());
      JsonOption.print(out, answer);
      return CommandLine.ExitCode.OK;
    }
    out.println(
        report.file() + ": " + report.rows() + (report.rows() == 1 ? " result" : " results"));
    return CommandLine.ExitCode.OK;
  }
}
