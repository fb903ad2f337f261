// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.plan.Plan;
import llmbench.plan.ServerCommand;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import llmbench.results.StatusFile;
import llmbench.server.CacheReset;
import llmbench.server.ServerException;
import llmbench.serverprocess.Subcommand;
import llmbench.sweep.ParameterSet;
import llmbench.sweep.SweepException;
import llmbench.sweep.SweepFolder;
import llmbench.sweep.SweepRun;
import llmbench.sweep.SweepStep;
import org.jspecify.annotations.Nullable;

/** A sweep from its first step to its last: does what {@link SweepRun} says is next. */
final class SweepLoop {
  private static final String SERVER_ERROR = "ServerError";

  private final SweepSetup setup;
  private final SweepFolder folder;
  private final PointProcess process;
  private final SweepStop stop;
  private final PrintStream out;
  private final SweepRun sweep;
  private final Set<String> said = new HashSet<>();
  private RunOutcome worst = RunOutcome.OK;
  private @Nullable SweepServer server;

  SweepLoop(
      SweepSetup setup, SweepFolder folder, PointProcess process, SweepStop stop, PrintStream out) {
    this.setup = setup;
    this.folder = folder;
    this.process = process;
    this.stop = stop;
    this.out = out;
    this.sweep = new SweepRun(setup.sweep(), folder, setup.options());
  }

  /**
   * Runs it. Whatever ends it, the server is ended and what is whole is written together.
   *
   * @return the worst that happened
   * @throws IOException if the experiment's files cannot be read or written
   */
  RunOutcome run() throws IOException {
    String message = "";
    try {
      message = steps();
    } catch (SweepException e) {
      message = String.valueOf(e.getMessage());
      if (worst == RunOutcome.OK) {
        worsen(RunOutcome.INTERNAL_ERROR);
      }
      sweep.ended();
    } finally {
      endServer();
    }
    if (stop.cause() != null) {
      worst = RunOutcome.INTERRUPTED;
    }
    new SweepEnding(setup, folder, out).finish(sweep, worst, message);
    return worst;
  }

  private String steps() throws IOException {
    Interruption.Cause cause = stop.cause();
    while (cause == null) {
      SweepStep step = sweep.next();
      if (step instanceof SweepStep.Finished end) {
        return end.measured()
            + " runs measured, "
            + end.kept()
            + " kept, "
            + end.failed()
            + " failed";
      } else if (step instanceof SweepStep.StartServer start) {
        if (!setup.spec().runs().startup()) {
          startServer(start.serve());
        }
      } else if (step instanceof SweepStep.EndServer) {
        endServer();
      } else if (step instanceof SweepStep.Run run) {
        out.println();
        out.println("Run: " + run.point().title() + "/" + run.file().getFileName());
        out.flush();
        if (setup.spec().runs().startup()) {
          measureStart(run);
        } else {
          measure(run);
        }
      }
      cause = stop.cause();
    }
    sweep.ended();
    return "the sweep was ended from outside by " + cause.name() + "; resume: true goes on";
  }

  private void startServer(ParameterSet serve) throws IOException {
    ServerCommand spec = setup.spec().server();
    if (setup.command() == null || spec == null) {
      return; // it runs already, or is the embedded engine of each run
    }
    List<String> command = serve.applyTo(setup.command());
    out.println("Starting the server: " + LocalServer.shown(command));
    out.flush();
    try {
      server = stop.untilSignal(1, () -> SweepServer.start(setup, serve, command, spec));
      out.println(server.local().line());
    } catch (ServerException e) {
      if (stop.cause() == null) {
        serverFailed(String.valueOf(e.getMessage()));
      }
    }
  }

  private void serverFailed(String why) throws IOException {
    out.println("ERROR: " + why);
    worsen(RunOutcome.UNREACHABLE);
    sweep.serverFailed(SERVER_ERROR, why);
  }

  /** Gives the server its time to end by itself, which a second signal cuts short. */
  private void endServer() {
    SweepServer last = server;
    if (last != null) {
      server = null;
      int killed = stop.untilSignal(2, last.local()::stop);
      if (killed > 0 && stop.cause() == null) {
        out.println("The server did not end by itself: " + killed + " processes were killed.");
      }
    }
  }

  private void measure(SweepStep.Run run) throws IOException {
    Map<String, String> address = setup.address(run.point().serve());
    Plan plan = setup.plans().plan(run, address);
    Path result = ResultWriter.fileOf(plan, plan.cases().get(0));
    Files.deleteIfExists(result);
    Files.deleteIfExists(run.folder().resolve(StatusFile.FILE_NAME));
    LocalServer local = server == null ? null : server.local();
    List<String> command =
        process.command(
            setup.plans().options(run, address), local == null ? Map.of() : local.section());
    PointProcess.End end = process.run(command, local, stop);
    String gone = local == null ? null : local.ended();
    if (end.exitCode() != 0 && stop.cause() != null) {
      return; // due again when the sweep goes on
    }
    String unclean =
        gone == null && stop.cause() == null ? stop.untilSignal(1, this::afterRun) : "";
    if (end.exitCode() != 0 && gone != null) {
      serverFailed(gone);
    } else if (end.exitCode() != 0) {
      PointFailure failure = PointFailure.of(run.folder(), end);
      out.println("ERROR: " + failure.message());
      worsen(failure.outcome());
      sweep.failed(failure.outcome().key(), failure.message());
    } else if (!unclean.isEmpty() && stop.cause() == null) {
      out.println("ERROR: " + unclean);
      worsen(RunOutcome.INTERNAL_ERROR);
      sweep.failed("after_bench_cmd", unclean);
    } else {
      sweep.finished(result);
    }
  }

  /**
   * What vLLM does after each run: the user's command, or else the server's caches are emptied.
   *
   * @return why the command failed; empty if it did not
   */
  private String afterRun() {
    if (setup.afterBench() != null) {
      try {
        Path log = folder.path().resolve("after_bench_cmd.log");
        Subcommand.run("after_bench_cmd", setup.afterBench(), log);
      } catch (ServerException e) {
        return String.valueOf(e.getMessage());
      }
    } else if (server != null) {
      for (String problem : CacheReset.all(server.connection())) {
        if (said.add(problem)) {
          out.println("WARNING: a cache keeps what it has from run to run: " + problem);
        }
      }
    }
    return "";
  }

  private void measureStart(SweepStep.Run run) throws IOException {
    ServerCommand spec = setup.spec().server();
    if (setup.command() == null || spec == null) {
      throw new IllegalStateException("a sweep of starts has a serve_cmd");
    }
    ParameterSet serve = run.point().serve();
    List<String> command = serve.applyTo(setup.command());
    out.println("Starting the server: " + LocalServer.shown(command));
    out.flush();
    try {
      LocalServer local =
          stop.untilSignal(
              1,
              () -> {
                server = SweepServer.start(setup, serve, command, spec);
                server.firstToken();
                return server.local();
              });
      out.println(local.line());
      Map<String, Object> times = local.section();
      endServer();
      StartupFile.write(run.file(), times, LocalDateTime.now(ZoneId.systemDefault()));
      sweep.finished(run.file());
    } catch (ServerException e) {
      endServer();
      if (stop.cause() == null) {
        out.println("ERROR: " + e.getMessage());
        worsen(RunOutcome.UNREACHABLE);
        sweep.failed(SERVER_ERROR, String.valueOf(e.getMessage()));
      }
    }
  }

  private void worsen(RunOutcome outcome) {
    if (outcome.compareTo(worst) > 0) {
      worst = outcome;
    }
  }
}
