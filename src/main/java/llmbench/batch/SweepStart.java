// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import llmbench.config.SweepConfig;
import llmbench.results.RunOutcome;
import llmbench.serverprocess.CommandLine;
import llmbench.sweep.SweepException;
import llmbench.sweep.SweepFolder;
import llmbench.sweep.SweepStep;
import llmbench.sweep.SweepText;

/** From a configuration that asks for a sweep to its end. */
final class SweepStart {
  private static final String HEADER = "header";

  private final SweepConfig config;
  private final PointProcess process;
  private final PrintStream out;

  /**
   * @param simulation the class that each run is of
   */
  SweepStart(SweepConfig config, String simulation, PrintStream out) {
    this.config = config;
    this.process = new PointProcess(simulation, config.file());
    this.out = out;
  }

  /**
   * Runs the sweep, or says what would be run.
   *
   * @return the exit code of the process
   * @throws Refusal if it cannot begin
   */
  int run() {
    SweepSetup setup =
        SweepSetup.of(config, System.getenv(), LocalDateTime.now(ZoneId.systemDefault()));
    setup.ignored().forEach(name -> out.println(name + " has no effect: the sweep sets it."));
    try {
      if (setup.spec().experiment().dryRun()) {
        out.print(text(setup));
        return 0;
      }
      SweepFolder folder =
          SweepFolder.open(setup.folder(), setup.spec().experiment().resume(), setup.settings());
      return run(setup, folder);
    } catch (SweepException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    } catch (IOException e) {
      throw new Refusal(RunOutcome.INTERNAL_ERROR, e);
    }
  }

  private int run(SweepSetup setup, SweepFolder folder) {
    SweepStop stop = SweepStop.watch(out);
    try {
      RunOutcome outcome = new SweepLoop(setup, folder, process, stop, out).run();
      Interruption.Cause cause = stop.cause();
      if (cause != null) {
        return cause.exitCode();
      }
      return outcome.exitCode();
    } catch (SweepException | IOException e) {
      out.println("ERROR: " + e.getMessage());
      out.println("Outcome: " + RunOutcome.INTERNAL_ERROR.key() + "; resume: true goes on.");
      return RunOutcome.INTERNAL_ERROR.exitCode();
    }
  }

  private String text(SweepSetup setup) throws IOException {
    List<String> command = setup.command();
    List<String> shown = command == null ? null : CommandLine.split(LocalServer.shown(command));
    return SweepText.of(
        setup.sweep(),
        new SweepFolder(setup.folder()),
        setup.options(),
        shown,
        run -> setup.spec().runs().startup() ? "" : command(setup, run));
  }

  /** The command that measures the same by itself. */
  private String command(SweepSetup setup, SweepStep.Run run) {
    Map<String, String> options = setup.plans().options(run, setup.address(run.point().serve()));
    options.computeIfPresent(HEADER, (key, value) -> "***");
    return CommandLine.join(process.typed(options));
  }
}
