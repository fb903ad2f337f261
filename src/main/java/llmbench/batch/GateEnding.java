// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import llmbench.compare.Side;
import llmbench.gate.Gate;
import llmbench.gate.GateReport;
import llmbench.gate.GateText;
import llmbench.gate.GithubAnnotations;
import llmbench.gate.JUnitXml;
import llmbench.plan.Case;
import llmbench.plan.GateSpec;
import llmbench.plan.Plan;
import llmbench.results.AtomicFile;
import llmbench.results.ResultWriter;
import llmbench.results.StoredResult;
import llmbench.results.StoredResults;
import org.jspecify.annotations.Nullable;

/** Holds the configuration's rules against the results of the run. */
final class GateEnding {
  /** The report in JUnit's form, beside the results. */
  static final String FILE_NAME = "gate.xml";

  private final Plan plan;
  private final List<Case> cases;
  private final PrintStream out;

  /**
   * @param cases those that were measured
   */
  GateEnding(Plan plan, List<Case> cases, PrintStream out) {
    this.plan = plan;
    this.cases = cases;
    this.out = out;
  }

  /**
   * Checks, prints and writes.
   *
   * @return null if there are no rules, or nothing was measured
   * @throws IOException with a message for the user, if results cannot be read or the report cannot
   *     be written
   */
  @Nullable GateReport report() throws IOException {
    GateSpec spec = plan.output().gate();
    if (spec == null || cases.isEmpty()) {
      return null;
    }
    Path baseline = spec.baseline();
    Side before = baseline == null ? null : Side.of(List.of(baseline));
    GateReport report = new Gate(spec, before).check(results());
    out.println();
    out.print(GateText.of(report, false));
    if ("true".equals(System.getenv("GITHUB_ACTIONS"))) {
      out.print(GithubAnnotations.of(report));
    }
    AtomicFile.write(
        plan.output().resultDir().resolve(FILE_NAME),
        stream -> {
          try {
            JUnitXml.write(stream, report);
          } catch (XMLStreamException e) {
            throw new IOException(e);
          }
        });
    return report;
  }

  /** Of this run alone: the folder may hold others. */
  private Side results() throws IOException {
    List<StoredResult> results = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Case benchCase : cases) {
      Path file = ResultWriter.fileOf(plan, benchCase);
      if (Files.exists(file)) {
        StoredResults read = StoredResults.of(file);
        results.addAll(read.results());
        problems.addAll(read.problems());
      }
    }
    if (results.size() < cases.size()) {
      throw new IOException(
          results.size()
              + " of "
              + cases.size()
              + " results could be read"
              + (problems.isEmpty() ? "" : ": " + String.join("; ", problems)));
    }
    return Side.of(String.valueOf(plan.output().resultDir()), results, problems);
  }
}
