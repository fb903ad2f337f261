// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import llmbench.results.AggregateCsv;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aggregate DIR}: makes {@code aggregate_results.csv} from the result files of a folder. */
@Command(
    name = "aggregate",
    description = "Makes aggregate_results.csv from the result files of a folder.",
    mixinStandardHelpOptions = true)
final class AggregateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder that the result files lie in.")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    CommandLine line = requireNonNull(spec).commandLine();
    Path folder = requireNonNull(this.folder);
    if (!Files.isDirectory(folder)) {
      line.getErr().println(folder + ": expected a folder, found none");
      return 1;
    }
    try {
      AggregateCsv.Summary summary = AggregateCsv.write(folder);
      summary.skipped().forEach(text -> line.getErr().println("skipped " + text));
      line.getOut()
          .println(folder.resolve(AggregateCsv.FILENAME) + ": " + summary.rows() + " rows");
      return 0;
    } catch (IOException e) {
      line.getErr().println(folder + ": " + e.getMessage());
      return 1;
    }
  }
}
