// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import llmbench.analysis.CaseResult;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.calibration.ClientWarmup;
import llmbench.dataset.Prompt;
import llmbench.gatling.BenchmarkRun;
import llmbench.gatling.Calibration;
import llmbench.gatling.CaseSink;
import llmbench.gatling.PhaseLoad;
import llmbench.gatling.RequestSpread;
import llmbench.gatling.RunStop;
import llmbench.gatling.SessionLoad;
import llmbench.gatling.WallClock;
import llmbench.live.LiveRun;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.PhaseSpec;
import llmbench.plan.Plan;
import llmbench.plan.Secrets;
import llmbench.recording.Phase;
import llmbench.report.TalkText;
import llmbench.report.TrafficLines;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import llmbench.results.TurnFiles;
import llmbench.search.FoundLimit;
import llmbench.server.ClientCertificate;
import llmbench.server.ServerException;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * The batch: all cases of a plan, one after the other. After each case its figures are printed and
 * its result is written; when all have ended, Gatling's counts are joined, the table and the status
 * are made, and the exit code is set.
 */
public final class Batch implements BenchmarkRun {
  private final Setup setup;
  private final NextCase nextCase;
  private final PrintStream out;
  private final Interruption interruption;
  private final BatchStop batchStop;
  private final ServerSide serverSide;
  private final Instant begun = Instant.now();
  private final Plan left;
  private final Resumption resumption;
  private final @Nullable LimitFinder finder;
  private final List<CaseResult> results = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final @Nullable ClientWarmup warmup;
  private final DueCases dueCases;
  private final OpenCases open = new OpenCases();
  private final LiveRun live;

  /**
   * @param left the plan with the cases that are to be run
   * @param finder the searches that they are probes of; null for none
   */
  Batch(
      Setup setup,
      Plan left,
      @Nullable ClientWarmup warmup,
      Resumption resumption,
      @Nullable LimitFinder finder,
      Interruption interruption,
      PrintStream out) {
    this.setup = setup;
    this.left = left;
    this.resumption = resumption;
    this.finder = finder;
    this.results.addAll(resumption.results());
    this.warmup = warmup;
    this.out = out;
    this.interruption = interruption;
    this.batchStop =
        new BatchStop(
            open, this::ending, warmup, interruption.stop(), setup.localServer(), this::live);
    this.dueCases = new DueCases(setup.plan(), left, resumption.kept(), finder, out);
    this.serverSide = new ServerSide(setup, interruption, out);
    this.nextCase = new NextCase(setup, serverSide, out);
    this.live = LiveRun.start(setup.plan().output().live(), Versions.all(), System.getenv(), out);
  }

  /**
   * Reads the configuration and makes everything ready for load. If the run cannot begin, or is a
   * dry run, this prints why and ends the JVM: Gatling would print a stack trace of whatever a
   * simulation throws.
   *
   * @param defaultConfig the file where {@code -Dbench.config} names none
   */
  public static Batch start(Path defaultConfig) {
    return start(defaultConfig, SimulationClass.name());
  }

  /**
   * The same for a simulation of that name.
   *
   * @param defaultConfig the file where {@code -Dbench.config} names none
   */
  public static Batch start(Path defaultConfig, String simulation) {
    return new BatchStart(defaultConfig, simulation, System.out).batch();
  }

  @Override
  public @Nullable Calibration calibration() {
    return warmup;
  }

  @Override
  public Plan plan() {
    return left;
  }

  @Override
  public RunStop stop() {
    return interruption.stop();
  }

  @Override
  public String baseUrl() {
    return setup.baseUrl();
  }

  @Override
  public Secrets secrets() {
    return setup.secrets();
  }

  @Override
  public Map<String, String> headers() {
    return setup.headers();
  }

  @Override
  public TrustManager @Nullable [] trust() {
    return setup.trust();
  }

  @Override
  public @Nullable KeyManagerFactory clientCertificate() {
    return ClientCertificate.of(setup.plan().target().network());
  }

  @Override
  public @Nullable InetSocketAddress proxy() {
    return setup.proxy();
  }

  @Override
  public RequestSpread spread(Case benchmarkCase, int requests) {
    Plan plan = setup.plan();
    return SpreadMaker.of(plan.target(), plan.seedOf(benchmarkCase), requests);
  }

  @Override
  public Backend backend() {
    return setup.backend();
  }

  @Override
  public Payload payload() {
    return setup.payload();
  }

  @Override
  public Payload payload(Case benchmarkCase) {
    return LimitFinder.payload(setup.payload(), benchmarkCase);
  }

  @Override
  public synchronized Case actual(Case benchmarkCase) {
    return finder == null ? benchmarkCase : finder.loaded(benchmarkCase);
  }

  @Override
  public synchronized boolean needed(Case benchmarkCase) {
    return dueCases.needed(benchmarkCase, results);
  }

  @Override
  public List<Prompt> prompts(Case benchmarkCase) {
    String gone = serverEnded();
    if (gone != null) {
      throw new ServerException(gone);
    }
    return nextCase.prompts(benchmarkCase);
  }

  @Override
  public PhaseLoad phase(Case benchmarkCase, Phase phase, PhaseSpec spec) {
    return nextCase.phase(benchmarkCase, phase, spec);
  }

  @Override
  public @Nullable SessionLoad sessions(Case benchmarkCase) {
    return nextCase.sessions(benchmarkCase);
  }

  @Override
  public Arrivals arrivals(Case benchmarkCase, List<Prompt> prompts) {
    return nextCase.arrivals();
  }

  @Override
  public CaseSink open(Case benchmarkCase, WallClock clock) {
    try {
      CaseFile file =
          new CaseFile(
              setup,
              nextCase.withGiven(benchmarkCase),
              TalkFile.of(setup, benchmarkCase, out),
              warmup,
              serverSide,
              live,
              clock,
              resumption.batchStarted(begun),
              out,
              this::closed);
      open.add(file);
      Interruption.Cause cause = interruption.cause();
      if (cause != null) {
        file.stopping(cause.name(), 0);
      }
      out.println("Starting main benchmark run of " + benchmarkCase.name() + "...");
      DatasetOptions options = setup.plan().dataset().options();
      out.print(
          options.inSessions()
              ? TalkText.before(options, setup.plan().load(), file.benchCase())
              : TrafficLines.of(setup.plan().load(), benchmarkCase));
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public synchronized void notRun(Case benchmarkCase, String reason) {
    if (stop().asked()) {
      return;
    }
    if (finder != null) {
      finder.failed(benchmarkCase);
    }
    errors.add(benchmarkCase.name() + " was not run: " + reason);
    out.println("ERROR: " + errors.get(errors.size() - 1));
  }

  @Override
  public synchronized void skipped(Case benchmarkCase, String reason) {
    dueCases.skip(benchmarkCase, reason);
  }

  /** Why the server of {@code serve_cmd} is gone; null if it is there, or is not ours. */
  private @Nullable String serverEnded() {
    LocalServer server = setup.localServer();
    return server == null ? null : server.ended();
  }

  /** A case has ended: its figures are printed and written. */
  private synchronized void closed(CaseFile file) {
    String gone = serverEnded();
    if (gone != null) {
      file.note(gone);
      out.println("ERROR: " + gone);
    }
    try {
      CaseResult result = file.result();
      results.add(result.withoutRequests());
      CaseText.print(result, setup.plan(), file.serverLine(), out);
      if (setup.plan().output().export().append()) {
        ResultWriter.append(result.metrics(), result.context());
      } else {
        ResultWriter.write(result.metrics(), result.context());
      }
      if (finder != null) {
        finder.measured(result);
      }
      out.print(TurnFiles.write(result.context(), result.talk().conversations()));
    } catch (IOException e) {
      if (finder != null) {
        finder.failed(file.benchCase());
      }
      errors.add(file.benchCase().name() + ": its result cannot be made: " + e.getMessage());
      out.println("ERROR: " + errors.get(errors.size() - 1));
    } finally {
      open.remove(file);
    }
  }

  @Override
  public void ended() {
    batchStop.ends();
    RunOutcome outcome = finish();
    Interruption.Cause cause = interruption.cause();
    if (outcome == RunOutcome.INTERRUPTED && cause != null) {
      ExitCode.set(cause.exitCode());
      if (nothingSent()) {
        System.exit(cause.exitCode()); // Gatling would make a report, and fail for want of requests
      }
    } else if (outcome != RunOutcome.OK) {
      ExitCode.set(outcome.exitCode());
    }
  }

  private synchronized RunOutcome finish() {
    Optional<Path> log =
        GatlingFolder.simulationLog(
            GatlingFolder.resultsFolder(System.getProperty("sun.java.command", "")),
            begun.toEpochMilli());
    RunOutcome outcome = ending().finish(log, resumption.kept());
    if (setup.localServer() != null) {
      setup.localServer().stop();
    }
    batchStop.ended();
    live.close();
    if (setup.engine() != null) {
      setup.engine().close();
    }
    return outcome;
  }

  private boolean nothingSent() {
    Set<String> kept = resumption.kept();
    return results.stream()
        .allMatch(
            result -> kept.contains(result.benchCase().name()) || result.metrics().sent() == 0);
  }

  private LiveRun live() {
    return live;
  }

  BatchStop batchStop() {
    return batchStop;
  }

  private Ending ending() {
    List<FoundLimit> found = finder == null ? List.of() : finder.found();
    return new Ending(
        setup.plan(),
        dueCases.all(),
        results,
        found,
        errors,
        dueCases.skipped(),
        interruption.cause(),
        out);
  }

  /**
   * The JVM is ending; if the batch has not, what was measured so far is kept, marked as partial.
   */
  void interrupted() {
    synchronized (this) {
      if (batchStop.hasEnded()) {
        return;
      }
    }
    if (warmup != null) {
      warmup.endProcess();
    }
    for (CaseFile running : open.now()) {
      running.interrupted();
      running.close();
    }
    synchronized (this) {
      ending().interrupted();
    }
    live.close(); // what a collector was not told yet
  }
}
