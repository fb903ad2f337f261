// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.GraphRequests;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.Plan;
import llmbench.plan.Workload;
import llmbench.random.NumpyLegacyRandom;
import llmbench.results.AtomicFile;
import llmbench.results.ResultFolder;
import llmbench.traffic.ArrivalFile;
import llmbench.traffic.Arrivals;
import llmbench.traffic.MergedArrivals;
import llmbench.traffic.TrafficException;

/**
 * A case's prompts and, where they come at times of their own, their times, which are kept beside
 * the results so that another run can repeat them.
 */
final class CaseLoad {
  private static final String ARRIVALS = "arrivals";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Setup setup;
  private final PromptMaker prompts;

  CaseLoad(Setup setup, PromptMaker prompts) {
    this.setup = setup;
    this.prompts = prompts;
  }

  /**
   * Makes them; no arrivals where users send when they are free.
   *
   * @throws RuntimeException if they cannot be had; the message is for the user
   */
  LoadMaker.Made made(Case benchCase) {
    Plan plan = setup.plan();
    if (plan.dataset().options() instanceof DatasetOptions.Workloads set && set.rated()) {
      return ofClasses(benchCase, set);
    }
    NumpyLegacyRandom numpy = new NumpyLegacyRandom(plan.seedOf(benchCase));
    List<Prompt> made = prompts.prompts(benchCase, numpy, null);
    if (setup.dataset() instanceof GraphRequests graphs
        && DatasetOptions.AgentGraphs.timed(benchCase)) {
      int count = graphs.graphs(benchCase.numPrompts()).size();
      Arrivals arrivals = LoadMaker.ofGraphs(plan.load(), benchCase, count, numpy);
      keep(benchCase, arrivals);
      return new LoadMaker.Made(made, arrivals);
    }
    if (!plan.open(benchCase)) {
      return new LoadMaker.Made(made, Arrivals.of());
    }
    boolean asTheyAre = plan.dataset().options() instanceof DatasetOptions.TimedTrace;
    LoadMaker.Made load = LoadMaker.of(plan.load(), benchCase, asTheyAre, made, numpy);
    if (plan.timed(benchCase)) {
      keep(benchCase, load.arrivals());
    }
    return load;
  }

  /**
   * Each class has arrivals of its own; they say whose each request is. The case's rate is that of
   * all classes together, and theirs are its parts.
   */
  private LoadMaker.Made ofClasses(Case benchCase, DatasetOptions.Workloads set) {
    Plan plan = setup.plan();
    long seed = plan.seedOf(benchCase);
    Duration duration = plan.load().duration();
    List<Workload> classes = set.classes();
    double scale = benchCase.requestRate() / set.requestRate();
    MergedArrivals merged =
        duration == null
            ? MergedArrivals.first(benchCase.numPrompts(), classes, scale, seed)
            : MergedArrivals.within(duration.toNanos() / NANOS_PER_SECOND, classes, scale, seed);
    if (duration != null && merged.order().length == 0) {
      throw new TrafficException(
          "duration: expected so much time that a request comes at the rates of workloads, found none"
              + " within "
              + duration.toNanos() / NANOS_PER_SECOND
              + " s");
    }
    List<Prompt> made = prompts.prompts(benchCase, new NumpyLegacyRandom(seed), merged.order());
    keep(benchCase, merged.arrivals());
    return new LoadMaker.Made(made, merged.arrivals());
  }

  private void keep(Case benchCase, Arrivals arrivals) {
    Plan plan = setup.plan();
    Path folder = plan.output().resultDir().resolve(ARRIVALS);
    Map<String, String> head = new LinkedHashMap<>();
    head.put("case", benchCase.name());
    head.put("seed", Long.toString(plan.seedOf(benchCase)));
    ArrivalSpec spec = plan.load().arrivals();
    if (!Double.isInfinite(benchCase.requestRate())) {
      head.put("request_rate", Double.toString(benchCase.requestRate()));
    }
    head.put("burstiness", Double.toString(spec.burstiness()));
    ArrivalFile file = new ArrivalFile(head, arrivals);
    try {
      ResultFolder.prepare(folder);
      AtomicFile.write(
          folder.resolve(benchCase.name() + ".txt"),
          out -> {
            for (String line : (Iterable<String>) file.lines()::iterator) {
              out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
          });
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
