// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import llmbench.config.PlanReader;
import llmbench.config.SweepConfig;
import llmbench.gatling.GatlingLauncher;
import llmbench.plan.Plan;
import llmbench.results.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A run that the command line asks for, in this JVM. When it begins, its options become system
 * properties named {@code bench.*}, where a batch looks for them; so there is one in a JVM.
 */
public final class CommandLineRun {
  private static final String SIMULATION = "llmbench.batch.ServingBenchmark";

  /** The system property of a run whose files are removed after it. */
  private static final String TEMPORARY = "llmbench.temporary_results";

  private static volatile @Nullable Refused refused;

  private final Properties properties;
  private final Configuration configuration;

  private CommandLineRun(Path config, Properties properties) {
    this.properties = properties;
    this.configuration = new Configuration(config, properties);
  }

  /**
   * A run with options.
   *
   * @param config the file, or {@link PlanReader#NO_FILE}
   * @param overrides values in YAML by key; one without a value takes the file's away
   */
  public static CommandLineRun of(Path config, Map<String, String> overrides) {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    properties.setProperty(PlanReader.PREFIX + PlanReader.CONFIG, config.toString());
    overrides.forEach((key, value) -> properties.setProperty(PlanReader.PREFIX + key, value));
    return new CommandLineRun(config, properties);
  }

  /**
   * What would be run.
   *
   * @throws Refusal with every mistake
   */
  public Plan plan() {
    return configuration.plan();
  }

  /** A plan in a few lines. Holds no secret. */
  public static String text(Plan plan) {
    return PlanText.of(plan);
  }

  /** The sweep that is asked for; empty for a batch, and where the file cannot be read. */
  public Optional<SweepConfig> sweep() {
    return configuration.sweep();
  }

  /**
   * Runs the batch. Where it cannot begin, this says why and ends the JVM. A failure is the JVM's
   * exit code whatever it is ended with afterwards.
   *
   * @param gatlingFolder where Gatling's log and report go
   * @param report whether Gatling's HTML report is made
   * @return the exit code of a run that did not fail
   */
  public int run(Path gatlingFolder, boolean report) {
    System.setProperties(properties);
    return GatlingLauncher.run(SIMULATION, gatlingFolder, report);
  }

  /**
   * The same for a run whose folder of results is removed afterwards, so that nothing is said of
   * it.
   */
  public int runWithoutResults(Path gatlingFolder) {
    properties.setProperty(TEMPORARY, "true");
    return run(gatlingFolder, false);
  }

  /**
   * Runs a sweep to its end, each run of it in a JVM of its own.
   *
   * @param gatlingFolder where their Gatling's logs go
   * @return the exit code
   * @throws Refusal if it cannot begin
   */
  public static int sweep(SweepConfig sweep, Path gatlingFolder, PrintStream out) {
    System.setProperty(GatlingLauncher.FOLDER, gatlingFolder.toString());
    return new SweepStart(sweep, SIMULATION, out).run();
  }

  /** How and why a run did not begin. */
  public record Refused(RunOutcome outcome, String message) {}

  /** Why this JVM's run did not begin; null if it did, or none was tried. */
  public static @Nullable Refused refused() {
    return refused;
  }

  /** The JVM is to end, since its run is refused. */
  static void refuse(Refusal why) {
    refused = new Refused(why.outcome(), why.getMessage());
  }

  /** Whether this JVM is one whose results are removed after the run. */
  static boolean temporary() {
    return Boolean.getBoolean(TEMPORARY);
  }
}
