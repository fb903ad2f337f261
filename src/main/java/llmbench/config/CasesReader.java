// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.config.ListTypes.IntPair;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import org.jspecify.annotations.Nullable;

/** The batch: every io pair with every concurrency pair, io outer. */
final class CasesReader {
  private static final int MOST_CASES = 10_000;

  /** {@code custom_output_len} where each row says its own. */
  private static final int OF_EACH_ROW = -1;

  private final Values values;
  private final DatasetKind kind;

  CasesReader(Values values) {
    this.values = values;
    this.kind = DatasetKind.of(values);
  }

  List<Case> read() {
    excludeScalars();
    List<Lengths> io = lengths();
    List<IntPair> concurrency =
        FindReader.given(values) ? null : values.find(Keys.CONCURRENCY_PROMPTS);
    long count = (long) io.size() * (concurrency == null ? 1 : concurrency.size());
    if (count > MOST_CASES) {
      values.mistake(
          DatasetKeys.INPUT_OUTPUT, "at most " + MOST_CASES + " cases", count + " cases");
      return List.of();
    }
    List<Case> cases = new ArrayList<>();
    for (Lengths pair : io) {
      if (concurrency == null) {
        cases.add(benchmarkCase(cases, pair, maxConcurrency(), numPrompts()));
      } else {
        for (IntPair load : concurrency) {
          cases.add(benchmarkCase(cases, pair, load.first(), load.second()));
        }
      }
    }
    checkNames(cases, io.size());
    if (MixReader.several(values)) {
      values.exclude(
          DatasetKeys.INPUT_OUTPUT, DatasetKeys.DATASET_MIX, "a part has lengths of its own");
      values.exclude(
          DatasetKeys.INPUT_OUTPUT, WorkloadKeys.WORKLOADS, "a class has lengths of its own");
    } else if (kind.takesPairs() && !drawnInput() && !drawnOutput()) {
      ioPairs().forEach(this::checkLengths);
    } else if (kind == DatasetKind.PREFIX_REPETITION && !FindReader.given(values)) {
      checkPrefixes(cases);
    }
    return List.copyOf(cases);
  }

  private int numPrompts() {
    if (FindReader.given(values)) {
      return 1; // the search sets it
    }
    return kind.inSessions() && !values.given(Keys.NUM_PROMPTS)
        ? TalkReader.requests(values)
        : values.get(Keys.NUM_PROMPTS);
  }

  private @Nullable Integer maxConcurrency() {
    if (kind == DatasetKind.MULTI_TURN && !values.given(Keys.MAX_CONCURRENCY)) {
      return values.get(TalkKeys.NUM_CLIENTS);
    }
    Curve stages = values.find(LoadKeys.CONCURRENCY_STAGES);
    return stages == null
        ? values.find(Keys.MAX_CONCURRENCY)
        : Integer.valueOf((int) Math.floor(stages.peak()));
  }

  /** A case's lengths; null where the data set decides. */
  private record Lengths(@Nullable Integer input, @Nullable Integer output) {}

  private List<Lengths> lengths() {
    if (MixReader.several(values)) {
      return List.of(new Lengths(null, null));
    }
    if (!kind.takesPairs()) {
      return List.of(new Lengths(null, outputLen()));
    }
    List<Lengths> lengths =
        ioPairs().stream()
            .map(
                io ->
                    new Lengths(
                        drawnInput() ? null : (Integer) io.first(),
                        drawnOutput() ? null : (Integer) io.second()))
            .toList();
    // Pairs that differ only in what is drawn are one.
    return drawnInput() || drawnOutput() ? lengths.stream().distinct().toList() : lengths;
  }

  private boolean drawnInput() {
    return values.find(DatasetKeys.LENGTH_MIX) != null
        || values.find(DatasetKeys.INPUT_LEN_DISTRIBUTION) != null;
  }

  private boolean drawnOutput() {
    return values.find(DatasetKeys.LENGTH_MIX) != null
        || values.find(DatasetKeys.OUTPUT_LEN_DISTRIBUTION) != null;
  }

  /** vLLM's {@code main_async} ({@code serve.py}): {@code --output-len} stands for these. */
  private @Nullable Integer outputLen() {
    Key<Integer> own = ownOutputLen();
    Integer output =
        own == DatasetKeys.SPEED_BENCH_OUTPUT_LEN ? null : values.find(DatasetKeys.OUTPUT_LEN);
    if (own == null) {
      return null;
    }
    if (output == null) {
      output = values.find(own);
    }
    if (output != null && output < 1 && output != OF_EACH_ROW) {
      values.mistake(own, "a length of at least 1, or -1 for that of each row", "0");
    }
    return output != null && output == OF_EACH_ROW ? null : output;
  }

  private @Nullable Key<Integer> ownOutputLen() {
    return switch (kind) {
      case SHAREGPT -> DatasetKeys.SHAREGPT_OUTPUT_LEN;
      case SONNET -> DatasetKeys.SONNET_OUTPUT_LEN;
      case RANDOM_AUDIO -> DatasetKeys.RANDOM_OUTPUT_LEN;
      case MEDIA_FOLDER -> MediaKeys.MEDIA_FOLDER_OUTPUT_LEN;
      case CUSTOM, CUSTOM_IMAGE, CUSTOM_AUDIO -> DatasetKeys.CUSTOM_OUTPUT_LEN;
      case HF -> DatasetKeys.HF_OUTPUT_LEN;
      case PREFIX_REPETITION -> DatasetKeys.PREFIX_REPETITION_OUTPUT_LEN;
      case SPEC_BENCH -> DatasetKeys.SPEC_BENCH_OUTPUT_LEN;
      case SPEED_BENCH -> DatasetKeys.SPEED_BENCH_OUTPUT_LEN;
      case RANDOM,
          RANDOM_MM,
          RANDOM_RERANK,
          BURSTGPT,
          TIMED_TRACE,
          MOONCAKE_TRACE,
          BAILIAN_TRACE,
          AZURE_TRACE,
          BURSTGPT_TRACE,
          MULTI_TURN,
          AGENT_GRAPH,
          REQUESTS ->
          null;
    };
  }

  private Case benchmarkCase(
      List<Case> before, Lengths io, @Nullable Integer maxConcurrency, int numPrompts) {
    Case made = new Case(before.size() + 1, io.input(), io.output(), maxConcurrency, numPrompts);
    // With conversations the rate is each client's own, and no arrivals come of it.
    return kind == DatasetKind.MULTI_TURN
        ? made
        : made.withRate(WorkloadsReader.requestRate(values));
  }

  private void excludeScalars() {
    String mend = "keep one; an override without a value, -Dbench.KEY=, takes a key away";
    for (Key<?> scalar :
        List.of(
            DatasetKeys.INPUT_LEN,
            DatasetKeys.OUTPUT_LEN,
            DatasetKeys.RANDOM_INPUT_LEN,
            DatasetKeys.RANDOM_OUTPUT_LEN)) {
      values.exclude(scalar, DatasetKeys.INPUT_OUTPUT, mend);
    }
    if (!FindReader.given(values)) { // a search has no use for the pairs
      values.exclude(Keys.MAX_CONCURRENCY, Keys.CONCURRENCY_PROMPTS, mend);
      values.exclude(Keys.NUM_PROMPTS, Keys.CONCURRENCY_PROMPTS, mend);
    }
    values.exclude(DatasetKeys.RANDOM_INPUT_LEN, DatasetKeys.INPUT_LEN, mend);
    values.exclude(DatasetKeys.RANDOM_OUTPUT_LEN, DatasetKeys.OUTPUT_LEN, mend);
    if (kind.inSessions()) {
      for (Key<?> list : List.of(Keys.CONCURRENCY_PROMPTS, Keys.MAX_CONCURRENCY)) {
        values.exclude(TalkKeys.NUM_CLIENTS, list, mend);
      }
      for (Key<?> list : List.of(Keys.CONCURRENCY_PROMPTS, Keys.NUM_PROMPTS)) {
        values.exclude(TalkKeys.MAX_NUM_REQUESTS, list, mend);
      }
    }
    Key<Integer> own = ownOutputLen();
    if (own != null
        && own != DatasetKeys.SPEED_BENCH_OUTPUT_LEN
        && own != DatasetKeys.RANDOM_OUTPUT_LEN) {
      values.exclude(own, DatasetKeys.OUTPUT_LEN, mend);
    }
  }

  private List<IntPair> ioPairs() {
    List<IntPair> pairs = values.find(DatasetKeys.INPUT_OUTPUT);
    if (pairs != null) {
      return pairs;
    }
    Integer output = values.find(DatasetKeys.OUTPUT_LEN);
    return List.of(
        new IntPair(
            inputLen(values), output == null ? values.get(DatasetKeys.RANDOM_OUTPUT_LEN) : output));
  }

  /** The one length of prompts where there is no list of pairs. */
  static int inputLen(Values values) {
    Integer input = values.find(DatasetKeys.INPUT_LEN);
    return input == null ? values.get(DatasetKeys.RANDOM_INPUT_LEN) : input;
  }

  private void checkNames(List<Case> cases, int pairs) {
    Map<String, Case> byName = new HashMap<>();
    for (Case next : cases) {
      Case first = byName.putIfAbsent(next.resultFilename(), next);
      if (first != null) {
        boolean sameIo = next.number() - first.number() < cases.size() / pairs;
        values.mistake(
            sameIo ? Keys.CONCURRENCY_PROMPTS : DatasetKeys.INPUT_OUTPUT,
            "a result file for each case",
            next.resultFilename() + " for case " + first.number() + " and case " + next.number());
      }
    }
  }

  /** Lengths that could not be: no token in a prompt, or more than the embedded engine takes. */
  private void checkLengths(IntPair io) {
    RangeRatio ratio = values.get(DatasetKeys.RANDOM_RANGE_RATIO);
    int prefix = values.get(DatasetKeys.RANDOM_PREFIX_LEN);
    double least = prefix + Math.floor(io.first() * (1 - ratio.input()));
    double most =
        prefix
            + Math.ceil(io.first() * (1 + ratio.input()))
            + Math.ceil(io.second() * (1 + ratio.output()));
    int limit = values.get(EngineKeys.ENGINE_MAX_MODEL_LEN);
    Key<?> key =
        values.given(DatasetKeys.INPUT_OUTPUT) || !values.given(DatasetKeys.INPUT_LEN)
            ? (values.given(DatasetKeys.INPUT_OUTPUT)
                ? DatasetKeys.INPUT_OUTPUT
                : DatasetKeys.RANDOM_INPUT_LEN)
            : DatasetKeys.INPUT_LEN;
    if (least < 1) {
      values.mistake(
          key, "at least 1 token after random_range_ratio", "0 for an input of " + io.first());
    }
    if (NetworkReader.embedded(values) && most > limit) {
      values.mistake(
          key,
          "at most " + limit + " tokens together (engine_max_model_len)",
          String.valueOf((long) most) + " for [" + io.first() + ", " + io.second() + "]");
    }
  }

  private void checkPrefixes(List<Case> cases) {
    int prefixes = values.get(DatasetKeys.PREFIX_REPETITION_NUM_PREFIXES);
    for (Case next : cases) {
      if (next.numPrompts() < prefixes) {
        values.mistake(
            DatasetKeys.PREFIX_REPETITION_NUM_PREFIXES,
            "at most as many prefixes as prompts",
            prefixes + " for " + next.numPrompts() + " prompts");
      }
    }
    Integer output = outputLen();
    long most =
        (long) values.get(DatasetKeys.PREFIX_REPETITION_PREFIX_LEN)
            + values.get(DatasetKeys.PREFIX_REPETITION_SUFFIX_LEN)
            + (output == null ? 0 : output);
    int limit = values.get(EngineKeys.ENGINE_MAX_MODEL_LEN);
    if (NetworkReader.embedded(values) && most > limit) {
      values.mistake(
          DatasetKeys.PREFIX_REPETITION_PREFIX_LEN,
          "at most " + limit + " tokens together (engine_max_model_len)",
          String.valueOf(most));
    }
  }
}
