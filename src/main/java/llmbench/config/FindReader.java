// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.Case.SearchProbe;
import llmbench.plan.Goal;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import org.jspecify.annotations.Nullable;

/** A search for a limit: what goes with it, and the probes that may come of each cell. */
final class FindReader {
  private static final int MOST_CASES = 2_000;

  private final Values values;

  FindReader(Values values) {
    this.values = values;
  }

  /** Whether loads are the search's to choose. */
  static boolean given(Values values) {
    return values.find(LoadKeys.FIND) != null;
  }

  /** The search; null without. */
  @Nullable SearchSpec read(AnswerKind answers, int cells) {
    SearchSpec spec = values.find(LoadKeys.FIND);
    if (spec != null) {
      checkGoals(spec, answers);
      checkOthers(spec);
      if ((long) cells * spec.maxProbes() > MOST_CASES) {
        values.mistake(
            LoadKeys.FIND,
            "at most " + MOST_CASES + " probes of all cases together",
            cells + " cases with max_probes " + spec.maxProbes());
      }
    }
    return spec;
  }

  private void checkGoals(SearchSpec spec, AnswerKind answers) {
    for (Goal goal : spec.goals()) {
      if (goal instanceof Goal.Latency latency && !answers.has(latency.metric())) {
        values.mistake(
            LoadKeys.FIND,
            "goals of metrics that the answers have",
            Found.quote(goal.text()) + " though answers come whole");
      }
      if (goal instanceof Goal.Goodput
          && values.find(Keys.GOODPUT) == null
          && !WorkloadsReader.given(values)) {
        values.mistake(
            LoadKeys.FIND, "goodput beside it, for its goal of goodput", "no limits of goodput");
      }
    }
  }

  /** What says when requests come, or how often, is the search's to say. */
  private void checkOthers(SearchSpec spec) {
    List<Key<?>> others =
        new ArrayList<>(
            List.of(
                LoadKeys.REQUEST_RATE,
                LoadKeys.RAMP_UP_STRATEGY,
                LoadKeys.RATE_STAGES,
                LoadKeys.RATE_CURVE,
                LoadKeys.ARRIVALS_FILE,
                LoadKeys.SELF_TIMED,
                LoadKeys.CONCURRENCY_STAGES,
                LoadKeys.DURATION,
                ShapeKeys.STOP_ON_FAILURE_RATIO,
                ShapeKeys.STOP_ON_CONSECUTIVE_FAILURES,
                ShapeKeys.STOP_ON_SATURATION,
                Keys.NUM_RUNS,
                Keys.REPEAT_UNTIL,
                Keys.SHUFFLE_CASES,
                Keys.VARY_SEED,
                Keys.PARALLEL_CASES,
                Keys.RESULT_FILENAME));
    boolean rate = spec.variable() == Variable.REQUEST_RATE;
    others.add(rate ? LoadKeys.THINK_TIME : Keys.MAX_CONCURRENCY);
    for (Key<?> key : others) {
      Object value = values.find(key);
      if (value != null && !value.equals(key.defaultValue()) && !value.equals(false)) {
        values.mistake(
            key,
            "no " + key.name() + " beside find, which sets loads and runs itself",
            "both; -Dbench." + key.name() + "= takes it away");
      }
    }
  }

  /** All probes that may be, those of a cell one after the other. */
  static List<Case> probes(List<Case> cells, SearchSpec spec) {
    boolean rate = spec.variable() == Variable.REQUEST_RATE;
    List<Case> probes = new ArrayList<>();
    for (Case cell : cells) {
      String name = cell.lengthsName() + (rate ? cell.concurrencyName() : spec.variable().key());
      for (int number = 1; number <= spec.maxProbes(); number++) {
        probes.add(cell.withProbe(probes.size() + 1, new SearchProbe(name, number)));
      }
    }
    return List.copyOf(probes);
  }
}
