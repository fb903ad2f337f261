// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.ListTypes.IntPair;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.Case;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/** The batch: every io pair with every concurrency pair, io outer. */
final class CasesReader {
  private static final int MOST_CASES = 10_000;

  private final Values values;

  CasesReader(Values values) {
    this.values = values;
  }

  List<Case> read() {
    excludeScalars();
    List<IntPair> io = ioPairs();
    List<IntPair> concurrency = values.find(Keys.CONCURRENCY_PROMPTS);
    long count = (long) io.size() * (concurrency == null ? 1 : concurrency.size());
    if (count > MOST_CASES) {
      values.mistake(Keys.INPUT_OUTPUT, "at most " + MOST_CASES + " cases", count + " cases");
      return List.of();
    }
    List<Case> cases = new ArrayList<>();
    for (IntPair pair : io) {
      if (concurrency == null) {
        cases.add(
            benchmarkCase(
                cases, pair, values.find(Keys.MAX_CONCURRENCY), values.get(Keys.NUM_PROMPTS)));
      } else {
        for (IntPair load : concurrency) {
          cases.add(benchmarkCase(cases, pair, load.first(), load.second()));
        }
      }
    }
    checkNames(cases);
    io.forEach(this::checkLengths);
    return List.copyOf(cases);
  }

  private static Case benchmarkCase(
      List<Case> before, IntPair io, @Nullable Integer maxConcurrency, int numPrompts) {
    return new Case(before.size() + 1, io.first(), io.second(), maxConcurrency, numPrompts);
  }

  private void excludeScalars() {
    String mend = "keep one; an override without a value, -Dbench.KEY=, takes a key away";
    for (Key<?> scalar :
        List.of(Keys.INPUT_LEN, Keys.OUTPUT_LEN, Keys.RANDOM_INPUT_LEN, Keys.RANDOM_OUTPUT_LEN)) {
      values.exclude(scalar, Keys.INPUT_OUTPUT, mend);
    }
    values.exclude(Keys.MAX_CONCURRENCY, Keys.CONCURRENCY_PROMPTS, mend);
    values.exclude(Keys.NUM_PROMPTS, Keys.CONCURRENCY_PROMPTS, mend);
    values.exclude(Keys.RANDOM_INPUT_LEN, Keys.INPUT_LEN, mend);
    values.exclude(Keys.RANDOM_OUTPUT_LEN, Keys.OUTPUT_LEN, mend);
  }

  private List<IntPair> ioPairs() {
    List<IntPair> pairs = values.find(Keys.INPUT_OUTPUT);
    if (pairs != null) {
      return pairs;
    }
    Integer input = values.find(Keys.INPUT_LEN);
    Integer output = values.find(Keys.OUTPUT_LEN);
    return List.of(
        new IntPair(
            input == null ? values.get(Keys.RANDOM_INPUT_LEN) : input,
            output == null ? values.get(Keys.RANDOM_OUTPUT_LEN) : output));
  }

  private void checkNames(List<Case> cases) {
    Map<String, Case> byName = new HashMap<>();
    for (Case next : cases) {
      Case first = byName.putIfAbsent(next.resultFilename(), next);
      if (first != null) {
        boolean sameIo = next.number() - first.number() < cases.size() / ioPairs().size();
        values.mistake(
            sameIo ? Keys.CONCURRENCY_PROMPTS : Keys.INPUT_OUTPUT,
            "a result file for each case",
            next.resultFilename() + " for case " + first.number() + " and case " + next.number());
      }
    }
  }

  /** Lengths that could not be: no token in a prompt, or more than the embedded engine takes. */
  private void checkLengths(IntPair io) {
    RangeRatio ratio = values.get(Keys.RANDOM_RANGE_RATIO);
    int prefix = values.get(Keys.RANDOM_PREFIX_LEN);
    double least = prefix + Math.floor(io.first() * (1 - ratio.input()));
    double most =
        prefix
            + Math.ceil(io.first() * (1 + ratio.input()))
            + Math.ceil(io.second() * (1 + ratio.output()));
    int limit = values.get(Keys.ENGINE_MAX_MODEL_LEN);
    Key<?> key =
        values.given(Keys.INPUT_OUTPUT) || !values.given(Keys.INPUT_LEN)
            ? (values.given(Keys.INPUT_OUTPUT) ? Keys.INPUT_OUTPUT : Keys.RANDOM_INPUT_LEN)
            : Keys.INPUT_LEN;
    if (least < 1) {
      values.mistake(
          key, "at least 1 token after random_range_ratio", "0 for an input of " + io.first());
    }
    if (Target.EMBEDDED.equals(values.find(Keys.BASE_URL)) && most > limit) {
      values.mistake(
          key,
          "at most " + limit + " tokens together (engine_max_model_len)",
          String.valueOf((long) most) + " for [" + io.first() + ", " + io.second() + "]");
    }
  }
}
