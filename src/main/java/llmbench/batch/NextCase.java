// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import llmbench.dataset.Prompt;
import llmbench.gatling.PhaseLoad;
import llmbench.gatling.SessionLoad;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.PhaseSpec;
import llmbench.plan.ShapeSpec;
import llmbench.random.NumpyLegacyRandom;
import llmbench.recording.NanoClock;
import llmbench.recording.Phase;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/**
 * What the case that is being prepared sends, and when. Cases are prepared one after the other,
 * also where several go on at once.
 */
final class NextCase {
  private final Setup setup;
  private final ServerSide serverSide;
  private final PromptMaker promptMaker;
  private final PrintStream out;
  private volatile Arrivals arrivals = Arrivals.of();
  private volatile List<Prompt> ownPrompts = List.of();
  private volatile int phasePrompts;
  private volatile int given;

  NextCase(Setup setup, ServerSide serverSide, PrintStream out) {
    this.setup = setup;
    this.serverSide = serverSide;
    this.promptMaker = new PromptMaker(setup, out, NanoClock.SYSTEM);
    this.out = out;
  }

  /**
   * The case's prompts; the others tell of the same case from then on. The server is asked whether
   * it is ready, with the first of them, where that was asked for.
   */
  List<Prompt> prompts(Case benchmarkCase) {
    LoadMaker.Made load = new CaseLoad(setup, promptMaker).made(benchmarkCase);
    List<Prompt> prompts = load.prompts();
    ShapeSpec shape = setup.plan().load().shape();
    boolean phases = shape.warmup() != null || shape.cooldown() != null;
    ownPrompts = phases ? prompts : List.of(); // they may be many: nobody else is to hold them
    phasePrompts = 0;
    arrivals = load.arrivals();
    SessionLoad sessions = sessions(benchmarkCase);
    if (sessions == null) {
      given = arrivals.size() == 0 ? prompts.size() : arrivals.size();
      serverSide.prompts(prompts);
    } else {
      given = TalkLoad.requests(sessions);
      serverSide.othersPrompts();
    }
    Prompt first = prompts.get(0);
    String asked = setup.plan().target().endpoint();
    new ReadyCheck(setup.plan(), out, NanoClock.SYSTEM)
        .answered(
            setup.server(),
            asked == null ? setup.backend().endpoint() : asked,
            setup.backend(),
            setup.backend().bodyOf(first, setup.payload().of(first), 0));
    return prompts;
  }

  /** What is sent before or after its load. */
  PhaseLoad phase(Case benchmarkCase, Phase phase, PhaseSpec spec) {
    PhasePrompts maker =
        new PhasePrompts(
            (count, seed) ->
                promptMaker.made(benchmarkCase, count, seed, new NumpyLegacyRandom(seed), null),
            setup.plan().seedOf(benchmarkCase));
    PhaseLoad load = maker.load(benchmarkCase, phase, spec, ownPrompts, phasePrompts);
    phasePrompts = load.prompts().size();
    return load;
  }

  /** Its conversations or agent graphs, after its prompts; null for single requests. */
  @Nullable SessionLoad sessions(Case benchmarkCase) {
    SessionLoad load = TalkLoad.of(setup).of(benchmarkCase);
    return load instanceof SessionLoad.Graphs graphs
            && DatasetOptions.AgentGraphs.timed(benchmarkCase)
        ? graphs.at(arrivals)
        : load;
  }

  /** When its requests, or its graphs, are due; empty where users send when they are free. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** The case with the number of requests that its data set gave. */
  Case withGiven(Case benchmarkCase) {
    return benchmarkCase.withGiven(given);
  }
}
