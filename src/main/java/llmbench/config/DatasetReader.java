// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.config.MapTypes.RangeRatio;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.LengthPair;
import llmbench.plan.SyntheticLengths;
import llmbench.plan.TraceFormat;
import org.jspecify.annotations.Nullable;

/** The data set and its options. */
final class DatasetReader {
  private final Values values;

  DatasetReader(Values values) {
    this.values = values;
  }

  DatasetSpec read() {
    if (MixReader.given(values)) {
      return new MixReader(values).read();
    }
    DatasetKind kind = DatasetKind.of(values);
    new DatasetRules(values, kind).check();
    Map<String, Object> kwargs = values.find(DatasetKeys.CHAT_TEMPLATE_KWARGS);
    return new DatasetSpec(
        kind.key(),
        path(kind),
        new DatasetSpec.Rules(
            values.get(DatasetKeys.NO_OVERSAMPLE),
            values.get(DatasetKeys.DISABLE_SHUFFLE),
            values.get(DatasetKeys.SKIP_CHAT_TEMPLATE),
            values.get(DatasetKeys.ENABLE_MULTIMODAL_CHAT),
            kwargs == null ? Map.of() : kwargs),
        options(kind),
        values.find(DatasetKeys.TOKENIZER));
  }

  private @Nullable Path path(DatasetKind kind) {
    return kind.hasFile() ? values.find(DatasetKeys.DATASET_PATH) : null;
  }

  private DatasetOptions options(DatasetKind kind) {
    RangeRatio ratio = values.get(DatasetKeys.RANDOM_RANGE_RATIO);
    return switch (kind) {
      case RANDOM -> random(ratio);
      case RANDOM_MM ->
          new DatasetOptions.RandomMm(
              ratio.input(),
              ratio.output(),
              values.get(DatasetKeys.RANDOM_PREFIX_LEN),
              values.get(MediaKeys.RANDOM_MM_BASE_ITEMS_PER_REQUEST),
              values.get(MediaKeys.RANDOM_MM_NUM_MM_ITEMS_RANGE_RATIO),
              values.get(MediaKeys.RANDOM_MM_LIMIT_MM_PER_PROMPT),
              values.get(MediaKeys.RANDOM_MM_BUCKET_CONFIG));
      case RANDOM_RERANK ->
          new DatasetOptions.RandomRerank(
              CasesReader.inputLen(values),
              ratio.input(),
              values.get(DatasetKeys.RANDOM_BATCH_SIZE),
              !values.get(DatasetKeys.NO_RERANKER));
      case PREFIX_REPETITION ->
          new DatasetOptions.PrefixRepetition(
              values.get(DatasetKeys.PREFIX_REPETITION_PREFIX_LEN),
              values.get(DatasetKeys.PREFIX_REPETITION_SUFFIX_LEN),
              values.get(DatasetKeys.PREFIX_REPETITION_NUM_PREFIXES));
      case SHAREGPT -> new DatasetOptions.ShareGpt();
      case SONNET ->
          new DatasetOptions.Sonnet(
              values.get(DatasetKeys.SONNET_INPUT_LEN),
              values.get(DatasetKeys.SONNET_PREFIX_LEN),
              !values.get(TargetKeys.BACKEND).equals("openai-chat"));
      case CUSTOM -> new DatasetOptions.Custom();
      case CUSTOM_IMAGE ->
          new DatasetOptions.CustomImage(values.get(MediaKeys.CUSTOM_ENSURE_CLIENT_SIDE_DATA));
      case RANDOM_AUDIO ->
          new DatasetOptions.RandomAudio(
              values.get(MediaKeys.RANDOM_AUDIO_SECONDS),
              values.get(MediaKeys.RANDOM_AUDIO_RANGE_RATIO));
      case MEDIA_FOLDER ->
          new DatasetOptions.MediaFolder(
              values.get(MediaKeys.MEDIA_FOLDER_PROMPT),
              values.get(TargetKeys.BACKEND).equals(MediaRules.TRANSCRIBING));
      case CUSTOM_AUDIO -> new DatasetOptions.CustomAudio();
      case REQUESTS -> new DatasetOptions.Requests();
      case MULTI_TURN, AGENT_GRAPH -> new TalkReader(values).options(kind);
      case HF -> HubReader.options(values);
      case BURSTGPT -> new DatasetOptions.BurstGpt();
      case SPEC_BENCH -> new DatasetOptions.SpecBench(values.find(DatasetKeys.SPEC_BENCH_CATEGORY));
      case SPEED_BENCH ->
          new DatasetOptions.SpeedBench(
              values.get(DatasetKeys.SPEED_BENCH_DATASET_SUBSET),
              values.find(DatasetKeys.SPEED_BENCH_CATEGORY));
      case MOONCAKE_TRACE -> trace(TraceFormat.MOONCAKE);
      case BAILIAN_TRACE -> trace(TraceFormat.BAILIAN);
      case AZURE_TRACE -> trace(TraceFormat.AZURE);
      case BURSTGPT_TRACE -> trace(TraceFormat.BURSTGPT);
      case TIMED_TRACE ->
          new DatasetOptions.TimedTrace(
              values.get(DatasetKeys.TIMED_TRACE_CHUNK_HASH_SIZE),
              values.get(DatasetKeys.TIMED_TRACE_SEC_MULTIPLIER),
              values.get(DatasetKeys.TIMED_TRACE_LABEL_TIMESTAMP),
              values.get(DatasetKeys.TIMED_TRACE_LABEL_INPUT_LENGTH),
              values.get(DatasetKeys.TIMED_TRACE_LABEL_OUTPUT_LENGTH),
              values.get(DatasetKeys.TIMED_TRACE_LABEL_HASH_IDS));
    };
  }

  private DatasetOptions trace(TraceFormat format) {
    return new DatasetOptions.Trace(format, values.get(DatasetKeys.PROMPT_TOKEN_IDS));
  }

  /** vLLM's own, unless something is asked that it has not. */
  private DatasetOptions random(RangeRatio ratio) {
    int prefixLen = values.get(DatasetKeys.RANDOM_PREFIX_LEN);
    if (!DatasetRules.isSynthetic(values)) {
      return new DatasetOptions.Random(
          ratio.input(), ratio.output(), prefixLen, values.get(DatasetKeys.RANDOM_BATCH_SIZE));
    }
    List<LengthPair> mix = values.find(DatasetKeys.LENGTH_MIX);
    return new DatasetOptions.Synthetic(
        new SyntheticLengths(
            ratio.input(),
            ratio.output(),
            values.find(DatasetKeys.INPUT_LEN_DISTRIBUTION),
            values.find(DatasetKeys.OUTPUT_LEN_DISTRIBUTION),
            mix == null ? List.of() : mix),
        prefixLen,
        values.find(DatasetKeys.PREFIX_POOL),
        values.get(DatasetKeys.PROMPT_TOKEN_IDS));
  }
}
