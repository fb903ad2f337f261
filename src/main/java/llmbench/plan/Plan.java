// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of the batch needs to know, checked.
 *
 * @param cases in the order of running; never empty, their result file names unique
 * @param repeats how often each case is run; {@code cases} holds every run that may be
 * @param find the search for a limit that the cases are probes of; null without. {@code cases}
 *     holds every probe that may be
 * @param load when requests come
 * @param seed vLLM's {@code --seed}; each case starts from it afresh
 * @param numWarmups vLLM's {@code --num-warmups}: copies of the first prompt sent before each
 *     case's clock starts
 * @param readyCheckTimeout vLLM's {@code --ready-check-timeout-sec}; zero sends nothing
 * @param dryRun check everything, print the plan, send nothing
 * @param engine settings of the embedded engine; used only with {@link Target#embedded()}
 * @param client how the client watches itself
 * @param server what is asked of servers beside the load
 * @param options every option that differs from nothing given: key to value as the user wrote it,
 *     header values masked, for the result's {@code llmbench.options}
 */
public record Plan(
    Target target,
    DatasetSpec dataset,
    RequestSpec request,
    MetricSpec metrics,
    OutputSpec output,
    List<Case> cases,
    RepeatSpec repeats,
    @Nullable SearchSpec find,
    LoadSpec load,
    long seed,
    int numWarmups,
    Duration readyCheckTimeout,
    boolean dryRun,
    EngineSpec engine,
    ClientSpec client,
    ServerSpec server,
    Map<String, Object> options) {

  private static final long SEEDS = 1L << 32;

  /**
   * The seed of a case's prompts and arrivals: {@code seed}, or with {@code vary_seed} one for each
   * run, and in a search one for each probe.
   */
  public long seedOf(Case benchCase) {
    if (benchCase.probe() != null) {
      return (seed + benchCase.probe().number() - 1) % SEEDS;
    }
    return repeats.varySeed() ? (seed + benchCase.run() - 1) % SEEDS : seed;
  }

  /**
   * Whether a case's requests come when they are due, whatever becomes of those before; else as
   * soon as one of its slots is free.
   */
  public boolean open(Case benchCase) {
    return !dataset.options().inSessions()
        && (benchCase.maxConcurrency() == null || load.timed(benchCase.requestRate()));
  }

  /** Whether a case's requests come at times of their own, and not all at once. */
  public boolean timed(Case benchCase) {
    return load.timed(benchCase.requestRate());
  }

  /**
   * Whether a case is the plain closed one: as many users as slots, each of whom sends again at
   * once, until all prompts are sent.
   */
  public boolean plainBatch(Case benchCase) {
    return benchCase.probe() == null
        && !open(benchCase)
        && load.plain()
        && !dataset.options().inSessions();
  }

  /**
   * Whether a case is run only if those before it make it necessary: they left its interval too
   * wide, or the search goes on.
   */
  public boolean optional(Case benchCase) {
    return benchCase.probe() != null || benchCase.run() > repeats.least();
  }

  /** Whether a case surely ends with requests that completed or failed. */
  public boolean alwaysMeasures(Case benchCase) {
    return !optional(benchCase) && !load.shape().mayMeasureNothing();
  }

  /** The same with other options to tell. */
  public Plan withOptions(Map<String, Object> told) {
    return new Plan(
        target,
        dataset,
        request,
        metrics,
        output,
        cases,
        repeats,
        find,
        load,
        seed,
        numWarmups,
        readyCheckTimeout,
        dryRun,
        engine,
        client,
        server,
        told);
  }

  /** The same with some of the cases. */
  public Plan withCases(List<Case> some) {
    return new Plan(
        target,
        dataset,
        request,
        metrics,
        output,
        some,
        repeats,
        find,
        load,
        seed,
        numWarmups,
        readyCheckTimeout,
        dryRun,
        engine,
        client,
        server,
        options);
  }

  /** The same with other results. */
  public Plan withOutput(OutputSpec other) {
    return new Plan(
        target,
        dataset,
        request,
        metrics,
        other,
        cases,
        repeats,
        find,
        load,
        seed,
        numWarmups,
        readyCheckTimeout,
        dryRun,
        engine,
        client,
        server,
        options);
  }
}
