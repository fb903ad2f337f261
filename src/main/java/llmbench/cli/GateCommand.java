// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLStreamException;
import llmbench.compare.Side;
import llmbench.config.ConfigException;
import llmbench.config.GateFile;
import llmbench.gate.Gate;
import llmbench.gate.GateJson;
import llmbench.gate.GateReport;
import llmbench.gate.GateText;
import llmbench.gate.GithubAnnotations;
import llmbench.gate.JUnitXml;
import llmbench.plan.GateSpec;
import llmbench.results.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate [DIR]}: holds rules against results. */
@Command(
    name = "gate",
    description = "Holds the rules of a file against the results in DIR.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every rule holds",
      "1:DIR or the baseline cannot be read or has no results, or a file cannot be written",
      "2:wrong command line, or the rules have mistakes",
      "5:a rule does not hold",
      "6:all that does not hold are rules \"not suspect\""
    })
final class GateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "a result file or the folder of the results (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("results");

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      required = true,
      description = "YAML: a list of rules, or gate and baseline as in config.yaml")
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private Path rules;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = "earlier results, in place of the file's baseline")
  private @Nullable Path baseline;

  @Option(names = "--junit", paramLabel = "FILE", description = "write JUnit XML")
  private @Nullable Path junit;

  @Option(
      names = "--github",
      description = "print annotations for GitHub (default: if GITHUB_ACTIONS=true)")
  private boolean github = "true".equals(System.getenv("GITHUB_ACTIONS"));

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GateSpec gate = gate();
    Path before = gate.baseline();
    Side results = Side.of(List.of(folder));
    results
        .problems()
        .forEach(problem -> spec.commandLine().getErr().println("left out: " + problem));
    Side earlier = before == null ? null : Side.of(List.of(before));
    GateReport report = new Gate(gate, earlier).check(results);
    PrintWriter out = spec.commandLine().getOut();
    if (json.asked()) {
      out.print(GateJson.of(report));
    } else {
      out.print(GateText.of(report, CommandLine.Help.Ansi.AUTO.enabled()));
      if (github) {
        out.print(GithubAnnotations.of(report));
      }
    }
    out.flush();
    if (junit != null) {
      write(junit, report);
    }
    return report.outcome().exitCode();
  }

  private GateSpec gate() {
    GateSpec gate;
    try {
      gate = GateFile.read(rules);
    } catch (ConfigException e) {
      throw new ParameterException(
          spec.commandLine(), Refusals.asTyped(String.valueOf(e.getMessage())));
    }
    if (baseline != null) {
      gate = gate.withBaseline(baseline);
    }
    if (gate.needsBaseline() && gate.baseline() == null) {
      throw new ParameterException(
          spec.commandLine(),
          rules
              + ": expected --baseline or baseline beside gate, found none, and a rule that compares with it");
    }
    return gate;
  }

  private static void write(Path file, GateReport report) throws IOException {
    AtomicFile.write(
        file,
        stream -> {
          try {
            JUnitXml.write(stream, report);
          } catch (XMLStreamException e) {
            throw new IOException(e);
          }
        });
  }
}
