// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Refusal;
import llmbench.config.SweepConfig;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs what a configuration asks for: a batch, or a sweep. */
final class Batches {
  private static final String FOLDER = "gatling";
  private static final String REPORT = "index.html";

  private Batches() {}

  /**
   * To the end of the run.
   *
   * @param gatling where Gatling's log and report go; null for the folder of the results
   * @param asJson whether the outcome is printed as JSON, and all else to standard error
   * @return the exit code
   */
  static int run(
      CommandLineRun run,
      @Nullable Path gatling,
      boolean report,
      boolean asJson,
      CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    PrintWriter out = command.commandLine().getOut();
    out.flush();
    RunAsJson json = asJson ? RunAsJson.begin(out) : null;
    try {
      Optional<SweepConfig> sweep = run.sweep();
      if (sweep.isPresent()) {
        return sweep(sweep.get(), gatling, json);
      }
      Plan plan = run.plan();
      Path folder = gatling == null ? plan.output().resultDir().resolve(FOLDER) : gatling;
      Main.started();
      int code = run.run(folder, report);
      if (report) {
        PrintWriter people = json == null ? out : err;
        newest(folder).ifPresent(file -> people.println("Gatling's report: " + file));
        people.flush();
      }
      if (json != null) {
        json.print(plan.output().resultDir());
      }
      return code;
    } catch (Refusal e) {
      if (json != null) {
        json.refused(e);
      }
      return Refusals.say(e, err);
    }
  }

  /**
   * A sweep; its runs have no report.
   *
   * @param json null where it is told in words alone
   * @throws Refusal if it cannot begin
   */
  static int sweep(SweepConfig sweep, @Nullable Path gatling, @Nullable RunAsJson json) {
    Main.started();
    Path experiments = sweep.spec().experiment().outputDir();
    Path folder = gatling == null ? experiments.resolve(FOLDER) : gatling;
    int code = CommandLineRun.sweep(sweep, folder, System.out);
    if (json != null) {
      json.printSweep(experiments);
    }
    return code;
  }

  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> runs = Files.list(folder)) {
      return runs.map(run -> run.resolve(REPORT))
          .filter(Files::isRegularFile)
          .max(Comparator.comparing(file -> file.toFile().lastModified()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
