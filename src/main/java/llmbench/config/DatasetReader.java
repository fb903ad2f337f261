// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.Map;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import org.jspecify.annotations.Nullable;

/** The data set and its options. */
final class DatasetReader {
  private final Values values;

  DatasetReader(Values values) {
    this.values = values;
  }

  DatasetSpec read() {
    DatasetKind kind = DatasetKind.of(values);
    new DatasetRules(values, kind).check();
    Map<String, Object> kwargs = values.find(Keys.CHAT_TEMPLATE_KWARGS);
    return new DatasetSpec(
        kind.key(),
        path(kind),
        new DatasetSpec.Rules(
            values.get(Keys.NO_OVERSAMPLE),
            values.get(Keys.DISABLE_SHUFFLE),
            values.get(Keys.SKIP_CHAT_TEMPLATE),
            values.get(Keys.ENABLE_MULTIMODAL_CHAT),
            kwargs == null ? Map.of() : kwargs),
        options(kind),
        values.find(Keys.TOKENIZER));
  }

  private @Nullable Path path(DatasetKind kind) {
    return kind.hasFile() ? values.find(Keys.DATASET_PATH) : null;
  }

  private DatasetOptions options(DatasetKind kind) {
    RangeRatio ratio = values.get(Keys.RANDOM_RANGE_RATIO);
    return switch (kind) {
      case RANDOM ->
          new DatasetOptions.Random(
              ratio.input(),
              ratio.output(),
              values.get(Keys.RANDOM_PREFIX_LEN),
              values.get(Keys.RANDOM_BATCH_SIZE));
      case RANDOM_RERANK ->
          new DatasetOptions.RandomRerank(
              CasesReader.inputLen(values),
              ratio.input(),
              values.get(Keys.RANDOM_BATCH_SIZE),
              !values.get(Keys.NO_RERANKER));
      case PREFIX_REPETITION ->
          new DatasetOptions.PrefixRepetition(
              values.get(Keys.PREFIX_REPETITION_PREFIX_LEN),
              values.get(Keys.PREFIX_REPETITION_SUFFIX_LEN),
              values.get(Keys.PREFIX_REPETITION_NUM_PREFIXES));
      case SHAREGPT -> new DatasetOptions.ShareGpt();
      case CUSTOM -> new DatasetOptions.Custom();
      case REQUESTS -> new DatasetOptions.Requests();
      case HF -> HubReader.options(values);
      case BURSTGPT -> new DatasetOptions.BurstGpt();
      case SPEC_BENCH -> new DatasetOptions.SpecBench(values.find(Keys.SPEC_BENCH_CATEGORY));
      case SPEED_BENCH ->
          new DatasetOptions.SpeedBench(
              values.get(Keys.SPEED_BENCH_DATASET_SUBSET), values.find(Keys.SPEED_BENCH_CATEGORY));
      case TIMED_TRACE ->
          new DatasetOptions.TimedTrace(
              values.get(Keys.TIMED_TRACE_CHUNK_HASH_SIZE),
              values.get(Keys.TIMED_TRACE_SEC_MULTIPLIER),
              values.get(Keys.TIMED_TRACE_LABEL_TIMESTAMP),
              values.get(Keys.TIMED_TRACE_LABEL_INPUT_LENGTH),
              values.get(Keys.TIMED_TRACE_LABEL_OUTPUT_LENGTH),
              values.get(Keys.TIMED_TRACE_LABEL_HASH_IDS));
    };
  }
}
