// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import llmbench.backend.Backend;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.gatling.BenchmarkRun;
import llmbench.gatling.CaseSink;
import llmbench.gatling.WallClock;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.recording.NanoClock;
import llmbench.report.CaseHeadline;
import llmbench.report.ConsoleBlock;
import llmbench.report.TrustLine;
import llmbench.results.ResultWriter;
import llmbench.results.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The batch: all cases of a plan, one after the other. After each case its figures are printed and
 * its result is written; when all have ended, Gatling's counts are joined, the table and the status
 * are made, and the exit code is set.
 */
public final class Batch implements BenchmarkRun {
  private final Setup setup;
  private final PromptMaker promptMaker;
  private final PrintStream out;
  private final long startedEpochMillis = System.currentTimeMillis();
  private final List<CaseResult> results = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private @Nullable CaseFile open;
  private boolean ended;

  private Batch(Setup setup, PrintStream out) {
    this.setup = setup;
    this.out = out;
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
      Batch batch = new Batch(new Launch(System.getenv(), out).prepare(plan), out);
      out.println(PlanText.of(plan));
      Runtime.getRuntime().addShutdownHook(new Thread(batch::interrupted, "llmbench-interrupted"));
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

  @Override
  public Plan plan() {
    return setup.plan();
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
  public Backend backend() {
    return setup.backend();
  }

  @Override
  public Payload payload() {
    return setup.payload();
  }

  @Override
  public List<Prompt> prompts(Case benchmarkCase) {
    List<Prompt> prompts = promptMaker.prompts(benchmarkCase);
    String asked = setup.plan().target().endpoint();
    new ReadyCheck(setup.plan(), out, NanoClock.SYSTEM)
        .answered(
            setup.server(),
            asked == null ? setup.backend().endpoint() : asked,
            setup.backend(),
            setup.backend().body(prompts.get(0), setup.payload()));
    return prompts;
  }

  @Override
  public CaseSink open(Case benchmarkCase, WallClock clock) {
    try {
      CaseFile file = new CaseFile(setup, benchmarkCase, clock, out, this::closed);
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
    errors.add(benchmarkCase.name() + " was not run: " + reason);
    out.println("ERROR: " + errors.get(errors.size() - 1));
  }

  /** A case has ended: its figures are printed and written. */
  private synchronized void closed(CaseFile file) {
    open = null;
    try {
      CaseResult result = file.result();
      results.add(result);
      print(result);
      ResultWriter.write(result.metrics(), result.context());
    } catch (IOException e) {
      errors.add(file.benchCase().name() + ": its result cannot be made: " + e.getMessage());
      out.println("ERROR: " + errors.get(errors.size() - 1));
    }
  }

  private void print(CaseResult result) {
    out.println();
    result.notes().forEach(note -> out.println(result.benchCase().name() + ": " + note));
    out.print(CaseHeadline.of(result.metrics(), result.benchCase(), result.context().simulated()));
    out.print(ConsoleBlock.of(result.metrics(), setup.plan().metrics(), result.benchCase()));
    out.print(TrustLine.of(result.metrics(), setup.plan().metrics(), result.benchCase()));
    out.flush();
  }

  @Override
  public synchronized void ended() {
    Optional<Path> log =
        GatlingFolder.simulationLog(
            GatlingFolder.resultsFolder(System.getProperty("sun.java.command", "")),
            startedEpochMillis);
    Ending ending = new Ending(setup.plan(), results, errors, out);
    RunOutcome outcome = ending.finish(log);
    ended = true;
    if (setup.engine() != null) {
      setup.engine().close();
    }
    if (outcome != RunOutcome.OK) {
      ExitCode.fail();
    }
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
    if (running != null) {
      running.note("interrupted");
      running.close();
    }
    synchronized (this) {
      new Ending(setup.plan(), results, errors, out).interrupted();
    }
  }
}
