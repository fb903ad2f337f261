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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import llmbench.analysis.CaseResult;
import llmbench.analysis.Repeats;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.calibration.ClientWarmup;
import llmbench.dataset.Prompt;
import llmbench.gatling.BenchmarkRun;
import llmbench.gatling.Calibration;
import llmbench.gatling.CaseSink;
import llmbench.gatling.RequestSpread;
import llmbench.gatling.RunStop;
import llmbench.gatling.WallClock;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import llmbench.recording.NanoClock;
import llmbench.report.CaseHeadline;
import llmbench.report.ConsoleBlock;
import llmbench.report.RepeatsTable;
import llmbench.report.TrustLine;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import llmbench.server.ClientCertificate;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * The batch: all cases of a plan, one after the other. After each case its figures are printed and
 * its result is written; when all have ended, Gatling's counts are joined, the table and the status
 * are made, and the exit code is set.
 */
public final class Batch implements BenchmarkRun, Interruption.Stoppable {
  private final Setup setup;
  private final PromptMaker promptMaker;
  private final PrintStream out;
  private final Interruption interruption;
  private final ServerSide serverSide;
  private final Instant started = Instant.now();
  private final List<CaseResult> results = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final @Nullable ClientWarmup warmup;
  private final Set<String> notNeeded = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CaseFile open;
  private volatile Arrivals arrivals = Arrivals.of();
  private int given;
  private volatile boolean ending;
  private volatile boolean ended;

  private Batch(
      Setup setup, @Nullable ClientWarmup warmup, Interruption interruption, PrintStream out) {
    this.setup = setup;
    this.warmup = warmup;
    this.out = out;
    this.interruption = interruption;
    this.serverSide = new ServerSide(setup, interruption, out);
    this.promptMaker = new PromptMaker(setup, out, NanoClock.SYSTEM);
  }

  /**
   * Reads the configuration and makes everything ready for load. If the run cannot begin, or is a
   * dry run, this prints why and ends the JVM: Gatling would print a stack trace of whatever a
   * simulation throws.
   *
   * @param defaultConfig the file where {@code -Dbench.config} names none
   */
  public static Batch start(Path defaultConfig) {
    PrintStream out = System.out;
    try {
      Plan plan = Launch.plan(defaultConfig);
      if (plan.dryRun()) {
        out.println(PlanText.of(plan));
        out.flush();
        System.exit(0);
      }
      Interruption interruption = Interruption.watch(plan.client().drainTimeout(), out);
      // Beside all else, so that its engine's process gets ready meanwhile.
      CompletableFuture<@Nullable ClientWarmup> warmup =
          CompletableFuture.supplyAsync(() -> WarmupChoice.of(plan, out));
      Batch batch = new Batch(prepared(plan, warmup, out), warmup.join(), interruption, out);
      out.println(PlanText.of(plan));
      Runtime.getRuntime().addShutdownHook(new Thread(batch::interrupted, "llmbench-interrupted"));
      interruption.stops(batch);
      return batch;
    } catch (Refusal e) {
      out.flush();
      System.err.println(e.getMessage());
      System.err.println(
          "Outcome: " + e.outcome().key() + "; nothing was sent, nothing was written.");
      System.err.flush();
      System.exit(1);
      throw e;
    }
  }

  private static Setup prepared(
      Plan plan, CompletableFuture<@Nullable ClientWarmup> warmup, PrintStream out) {
    try {
      return new Launch(System.getenv(), out).prepare(plan);
    } catch (Refusal e) {
      ClientWarmup launched = warmup.join();
      if (launched != null) {
        launched.cancel();
      }
      throw e;
    }
  }

  @Override
  public @Nullable Calibration calibration() {
    return warmup;
  }

  @Override
  public Plan plan() {
    return setup.plan();
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
  public synchronized boolean needed(Case benchmarkCase) {
    RepeatSpec.Until until = setup.plan().repeats().until();
    if (until == null || !setup.plan().optional(benchmarkCase)) {
      return true;
    }
    Optional<RepeatStats> narrow = Repeats.narrow(results, benchmarkCase, until);
    if (narrow.isPresent()) {
      String cell = benchmarkCase.cellName();
      if (notNeeded.stream().noneMatch(name -> name.startsWith(cell + "_run"))) {
        out.println(RepeatsTable.enough(cell, until, narrow.get()));
      }
      notNeeded.add(benchmarkCase.name());
    }
    return narrow.isEmpty();
  }

  @Override
  public List<Prompt> prompts(Case benchmarkCase) {
    LoadMaker.Made load = new CaseLoad(setup, promptMaker).made(benchmarkCase);
    List<Prompt> prompts = load.prompts();
    arrivals = load.arrivals();
    given(arrivals.size() == 0 ? prompts.size() : arrivals.size());
    serverSide.prompts(prompts);
    String asked = setup.plan().target().endpoint();
    new ReadyCheck(setup.plan(), out, NanoClock.SYSTEM)
        .answered(
            setup.server(),
            asked == null ? setup.backend().endpoint() : asked,
            setup.backend(),
            setup.backend().bodyOf(prompts.get(0), setup.payload(), 0));
    return prompts;
  }

  @Override
  public Arrivals arrivals(Case benchmarkCase, List<Prompt> prompts) {
    return arrivals;
  }

  private synchronized void given(int requests) {
    given = requests;
  }

  private synchronized int given() {
    return given;
  }

  @Override
  public CaseSink open(Case benchmarkCase, WallClock clock) {
    try {
      CaseFile file =
          new CaseFile(
              setup,
              benchmarkCase.withGiven(given()),
              warmup,
              serverSide,
              clock,
              started,
              out,
              this::closed);
      synchronized (this) {
        open = file;
      }
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
    errors.add(benchmarkCase.name() + " was not run: " + reason);
    out.println("ERROR: " + errors.get(errors.size() - 1));
  }

  /** A case has ended: its figures are printed and written. */
  private synchronized void closed(CaseFile file) {
    try {
      CaseResult result = file.result();
      results.add(result.withoutRequests());
      print(result, file.serverLine());
      ResultWriter.write(result.metrics(), result.context());
    } catch (IOException e) {
      errors.add(file.benchCase().name() + ": its result cannot be made: " + e.getMessage());
      out.println("ERROR: " + errors.get(errors.size() - 1));
    } finally {
      open = null;
    }
  }

  /** The cases without the repeats that were not needed. */
  private List<Case> due() {
    return setup.plan().cases().stream()
        .filter(benchCase -> !notNeeded.contains(benchCase.name()))
        .toList();
  }

  private void print(CaseResult result, String serverLine) {
    out.println();
    result.notes().forEach(note -> out.println(result.benchCase().name() + ": " + note));
    result
        .suspicions()
        .forEach(why -> out.println(result.benchCase().name() + ": SUSPECT: " + why));
    out.print(CaseHeadline.of(result.metrics(), result.benchCase(), result.context().simulated()));
    out.print(
        ConsoleBlock.of(
            result.metrics(),
            setup.plan().metrics(),
            result.benchCase(),
            result.context().decoding()));
    if (!serverLine.isEmpty()) {
      out.println(result.benchCase().name() + ": " + serverLine);
    }
    out.print(TrustLine.of(result.metrics(), setup.plan().metrics(), result.benchCase()));
    out.flush();
  }

  @Override
  public void ended() {
    ending = true;
    RunOutcome outcome = finish();
    Interruption.Cause cause = interruption.cause();
    if (outcome == RunOutcome.INTERRUPTED && cause != null) {
      ExitCode.set(cause.exitCode());
      if (results.isEmpty()) {
        System.exit(cause.exitCode()); // Gatling would make a report, and fail for want of requests
      }
    } else if (outcome != RunOutcome.OK) {
      ExitCode.set(ExitCode.FAILED);
    }
  }

  private synchronized RunOutcome finish() {
    Optional<Path> log =
        GatlingFolder.simulationLog(
            GatlingFolder.resultsFolder(System.getProperty("sun.java.command", "")),
            started.toEpochMilli());
    RunOutcome outcome = ending().finish(log);
    ended = true;
    if (setup.engine() != null) {
      setup.engine().close();
    }
    return outcome;
  }

  private Ending ending() {
    return new Ending(setup.plan(), due(), results, errors, interruption.cause(), out);
  }

  @Override
  public boolean stopping(Interruption.Cause cause) {
    if (ended) { // all is written but Gatling's report
      Runtime.getRuntime().halt(cause.exitCode());
    }
    if (warmup != null) {
      warmup.stop();
    }
    CaseFile running = open;
    if (running != null) {
      running.stopping(cause.name(), stop().inFlight());
    }
    return running != null;
  }

  @Override
  public boolean idle() {
    return open == null && !ending;
  }

  @Override
  public void endAtOnce(Interruption.Cause cause) {
    ExitCode.haltLater(cause.exitCode());
    if (warmup != null) {
      warmup.endProcess();
    }
    CaseFile running = open;
    if (running != null) {
      running.endAtOnce();
    }
    if (!ended) {
      ending().interrupted();
    }
    Runtime.getRuntime().halt(cause.exitCode());
  }

  /**
   * The JVM is ending; if the batch has not, what was measured so far is kept, marked as partial.
   */
  private void interrupted() {
    CaseFile running;
    synchronized (this) {
      if (ended) {
        return;
      }
      running = open;
    }
    if (warmup != null) {
      warmup.endProcess();
    }
    if (running != null) {
      running.interrupted();
      running.close();
    }
    synchronized (this) {
      ending().interrupted();
    }
  }
}
