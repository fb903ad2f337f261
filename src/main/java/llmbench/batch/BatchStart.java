// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import llmbench.calibration.ClientWarmup;
import llmbench.config.SweepConfig;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.search.FoundLimit;
import org.jspecify.annotations.Nullable;

/** From the configuration to a batch that is ready for load, or to the end of the JVM. */
final class BatchStart {
  private final Path defaultConfig;
  private final String simulation;
  private final PrintStream out;

  /**
   * @param simulation the class that is run
   */
  BatchStart(Path defaultConfig, String simulation, PrintStream out) {
    this.defaultConfig = defaultConfig;
    this.simulation = simulation;
    this.out = out;
  }

  /**
   * The batch. If it cannot begin, or nothing is to be sent, this prints why and ends the JVM. A
   * sweep is run here, to its end and the JVM's.
   */
  Batch batch() {
    try {
      Configuration configuration =
          new Configuration(
              new PackagedFiles(Path.of(""), BatchStart.class.getClassLoader(), out)
                  .config(defaultConfig, System.getProperties()));
      Optional<SweepConfig> sweep = configuration.sweep();
      if (sweep.isPresent()) {
        int code = new SweepStart(sweep.get(), simulation, out).run();
        out.flush();
        System.exit(code);
      }
      Plan plan = configuration.plan();
      Resumption resumption = Resumption.of(plan, out);
      if (plan.dryRun()) {
        out.println(PlanText.of(plan));
        out.flush();
        System.exit(0);
      }
      LimitFinder finder = LimitFinder.of(plan, resumption.results(), out);
      List<Case> cases =
          resumption.left(plan).stream()
              .filter(one -> finder == null || finder.mayCome(one))
              .toList();
      if (cases.isEmpty()) {
        nothingLeft(plan, resumption, finder);
      }
      return batch(plan, plan.withCases(cases), resumption, finder);
    } catch (Refusal e) {
      CommandLineRun.refuse(e);
      out.flush();
      System.err.println(e.getMessage());
      System.err.println(
          "Outcome: " + e.outcome().key() + "; nothing was sent, nothing was written.");
      System.err.flush();
      System.exit(e.outcome().exitCode());
      throw e;
    }
  }

  private Batch batch(Plan plan, Plan left, Resumption resumption, @Nullable LimitFinder finder) {
    Interruption interruption = Interruption.watch(plan.client().drainTimeout(), out);
    // Beside all else, so that its engine's process gets ready meanwhile; but not beside the start
    // of a server, whose time is measured.
    boolean after = plan.server().command() != null;
    CompletableFuture<@Nullable ClientWarmup> warmup =
        after
            ? CompletableFuture.<@Nullable ClientWarmup>completedFuture(null)
            : CompletableFuture.supplyAsync(() -> WarmupChoice.of(left, out));
    Setup setup = prepared(plan, resumption, warmup);
    ClientWarmup ready = after ? WarmupChoice.of(left, out) : warmup.join();
    Batch batch = new Batch(setup, left, ready, resumption, finder, interruption, out);
    out.println(PlanText.of(plan));
    Runtime.getRuntime().addShutdownHook(new Thread(batch::interrupted, "llmbench-interrupted"));
    interruption.stops(batch.batchStop());
    return batch;
  }

  /** Ends the JVM with the outcome of what is kept. */
  private void nothingLeft(Plan plan, Resumption resumption, @Nullable LimitFinder finder) {
    List<Case> kept =
        plan.cases().stream().filter(one -> resumption.kept().contains(one.name())).toList();
    out.println("Nothing is left to run.");
    List<FoundLimit> found = finder == null ? List.of() : finder.found();
    Ending ending =
        new Ending(plan, kept, resumption.results(), found, new ArrayList<>(), Map.of(), null, out);
    System.exit(ending.finish().exitCode());
  }

  private Setup prepared(
      Plan plan, Resumption resumption, CompletableFuture<@Nullable ClientWarmup> warmup) {
    try {
      Setup setup = new Launch(System.getenv(), out).prepare(plan);
      try {
        resumption.check(setup);
      } catch (Refusal e) {
        if (setup.engine() != null) {
          setup.engine().close();
        }
        if (setup.localServer() != null) {
          setup.localServer().stop();
        }
        throw e;
      }
      return setup;
    } catch (Refusal e) {
      ClientWarmup launched = warmup.join();
      if (launched != null) {
        launched.cancel();
      }
      throw e;
    }
  }
}
