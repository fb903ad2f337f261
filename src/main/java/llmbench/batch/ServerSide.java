// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import llmbench.dataset.Prompt;
import llmbench.gatling.WallClock;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import llmbench.recording.NanoClock;
import llmbench.servermetrics.ServerWatch;
import llmbench.servermetrics.SharedPrefixes;

/**
 * What the server is asked and told beside the load, over a batch: its metrics, its prefix cache,
 * its profiler. A server that has none of these is no error.
 */
final class ServerSide {
  /** More prompts are not compared with each other: their texts may not fit in memory. */
  private static final int MOST_COMPARED = 100_000;

  private final Setup setup;
  private final PrintStream out;
  private final ServerWatch watch;
  private final ServerProfiler profiler;
  private final PrefixCacheReset cacheReset;
  private final Set<String> said = new HashSet<>();
  private SharedPrefixes prefixes = SharedPrefixes.none();

  ServerSide(Setup setup, Interruption interruption, PrintStream out) {
    this.setup = setup;
    this.out = out;
    this.watch =
        ServerWatch.of(setup.plan().server(), setup.server(), setup.baseUrl(), NanoClock.SYSTEM);
    this.profiler =
        new ServerProfiler(setup.server(), interruption.stop(), interruption.drain(), out);
    this.cacheReset = new PrefixCacheReset(setup.server(), this::say);
  }

  /** The next case's prompts are made. */
  synchronized void prompts(List<Prompt> prompts) {
    prefixes =
        prompts.size() > MOST_COMPARED
            ? SharedPrefixes.unknown()
            : SharedPrefixes.of(prompts.stream().map(ServerSide::compared).toList());
  }

  /** What the next case's prompts have in common depends on the answers that come. */
  synchronized void othersPrompts() {
    prefixes = SharedPrefixes.unknown();
  }

  /** What stands for a prompt when it is compared: its text, or two characters for each token. */
  private static String compared(Prompt prompt) {
    if (prompt.parts().tokenIds().isEmpty()) {
      return prompt.text();
    }
    StringBuilder ids = new StringBuilder();
    for (int id : prompt.parts().tokenIds()) {
      ids.append((char) (id >>> Character.SIZE)).append((char) id);
    }
    return ids.toString();
  }

  /** The next case's load is about to begin: empties the cache, starts profiler and metrics. */
  synchronized ServerCase begin(Case benchCase, WallClock clock) {
    Plan plan = setup.plan();
    Boolean reset = plan.server().resetPrefixCache() ? cacheReset.reset() : null;
    if (plan.server().profile()) {
      profiler.start();
    }
    return new ServerCase(
        this,
        plan,
        watch.wanted()
            ? watch.begin(
                benchCase.name(),
                clock.anchorEpochMillis(),
                clock.anchorNanos(),
                file(plan, benchCase))
            : null,
        prefixes,
        reset);
  }

  /** Where a case's series lies: in {@code server}, below the results. */
  static Path file(Plan plan, Case benchCase) {
    return plan.output().resultDir().resolve("server").resolve(benchCase.name() + ".jsonl");
  }

  /** Stops what runs during a case's load. */
  void stopProfiler() {
    if (setup.plan().server().profile()) {
      profiler.stop();
    }
  }

  /** Prints a sentence, once in a batch. */
  synchronized void say(String sentence) {
    if (said.add(sentence)) {
      out.println("NOTE: " + sentence);
    }
  }
}
