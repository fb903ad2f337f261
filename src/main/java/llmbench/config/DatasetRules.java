// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmbench.plan.Api;

/** Which options go with which data set: one that is given in vain is a mistake. */
final class DatasetRules {
  private final Values values;
  private final DatasetKind kind;

  DatasetRules(Values values, DatasetKind kind) {
    this.values = values;
    this.kind = kind;
  }

  void check() {
    if (!values.sound(DatasetKeys.DATASET_NAME)) {
      return;
    }
    DatasetUses.RULES.forEach(rule -> onlyWith(values, kind, rule.sets(), rule.keys()));
    checkPath();
    checkTemplate();
    if (kind == DatasetKind.RANDOM) {
      checkSynthetic();
    }
    checkBackend();
    new MediaRules(values, kind).check();
    new TalkRules(values, kind).check();
    if (kind == DatasetKind.HF) {
      HubReader.check(values);
    }
  }

  /** Reports keys that were given a value of their own with a set that has no use for them. */
  static void onlyWith(
      Values values, DatasetKind kind, Predicate<DatasetKind> rule, Key<?>... keys) {
    if (rule.test(kind)) {
      return;
    }
    String names =
        Arrays.stream(DatasetKind.values())
            .filter(rule)
            .map(DatasetKind::key)
            .collect(Collectors.joining(", "));
    for (Key<?> key : keys) {
      Object value = values.find(key);
      if (values.given(key) && value != null && !value.equals(key.defaultValue())) {
        values.mistake(
            key,
            "it with dataset_name: " + names,
            "it with "
                + kind.key()
                + ", which has no use for it; -Dbench."
                + key.name()
                + "= takes it away");
      }
    }
  }

  /** Whether the file is there is asked when it is needed: a report of a run does without. */
  private void checkPath() {
    if (!values.sound(DatasetKeys.DATASET_PATH)) {
      return;
    }
    Path path = values.find(DatasetKeys.DATASET_PATH);
    if (!kind.hasFile()) {
      if (path != null) {
        values.mistake(
            DatasetKeys.DATASET_PATH,
            "no value with dataset_name: " + kind.key(),
            Found.quote(path.toString()) + "; this set has no file");
      }
      return;
    }
    if (path == null && kind.shipsFile()) {
      return;
    }
    if (path == null) {
      values.mistake(
          DatasetKeys.DATASET_PATH,
          (kind == DatasetKind.SPEED_BENCH || kind == DatasetKind.MEDIA_FOLDER
                  ? "a folder"
                  : kind == DatasetKind.HF ? "a Hub id, a folder or a file" : "a file")
              + " for dataset_name: "
              + kind.key(),
          "none; give its path");
    } else if (kind.isCustom() && !path.toString().endsWith(".jsonl")) {
      values.mistake(
          DatasetKeys.DATASET_PATH,
          "a file whose name ends in .jsonl",
          Found.quote(path.toString()));
    }
  }

  /** Arguments of a template that is not applied have no use. */
  private void checkTemplate() {
    if (kind.hasTemplate()
        && values.sound(DatasetKeys.SKIP_CHAT_TEMPLATE)
        && values.get(DatasetKeys.SKIP_CHAT_TEMPLATE)
        && values.find(DatasetKeys.CHAT_TEMPLATE_KWARGS) != null) {
      values.mistake(
          DatasetKeys.CHAT_TEMPLATE_KWARGS,
          "it without skip_chat_template",
          "both; the server's template takes extra_body: {chat_template_kwargs: {…}}");
    }
  }

  private void checkBackend() {
    if (!values.sound(TargetKeys.BACKEND)) {
      return;
    }
    String backend = values.get(TargetKeys.BACKEND);
    Api api = Api.of(backend);
    if (kind == DatasetKind.TIMED_TRACE && !takesTokenIds(api)) {
      values.mistake(
          TargetKeys.BACKEND,
          "openai or vllm with dataset_name: timed_trace, whose prompts are token ids",
          Found.quote(backend));
    }
    boolean sounds =
        kind == DatasetKind.CUSTOM_AUDIO
            || kind == DatasetKind.RANDOM_AUDIO
            || kind == DatasetKind.MEDIA_FOLDER
            || kind == DatasetKind.HF;
    if (api.task() == Api.Task.AUDIO && !sounds) {
      values.mistake(
          DatasetKeys.DATASET_NAME,
          "custom_audio, random-audio or media_folder with backend " + backend,
          Found.quote(kind.key()) + "; it transcribes recordings");
    }
    boolean json = api.task() != Api.Task.AUDIO && api != Api.OPENAI_REALTIME;
    if (!json && values.get(Keys.SAVE_REQUESTS)) {
      values.mistake(
          Keys.SAVE_REQUESTS,
          "it with bodies of JSON",
          "it with " + backend + ", which has others");
    }
    boolean ranks = api.task() == Api.Task.RERANK;
    boolean ranked = kind == DatasetKind.RANDOM_RERANK || kind == DatasetKind.REQUESTS;
    if (ranks && !ranked) {
      values.mistake(
          DatasetKeys.DATASET_NAME,
          "random-rerank or requests with backend " + backend,
          Found.quote(kind.key()) + "; it ranks documents to a query");
    }
    if (values.get(DatasetKeys.PROMPT_TOKEN_IDS) && !takesTokenIds(api)) {
      values.mistake(
          DatasetKeys.PROMPT_TOKEN_IDS,
          "it with backend openai or vllm, whose prompts may be token ids",
          "it with " + backend);
    }
    if (kind == DatasetKind.RANDOM_RERANK && !api.pooling()) {
      values.mistake(
          DatasetKeys.DATASET_NAME,
          "a set of single prompts with backend " + backend,
          Found.quote(kind.key()) + "; a query with its documents is for backends that rank");
    }
    if (kind == DatasetKind.RANDOM && !api.pooling() && batchSize() > 1) {
      values.mistake(
          DatasetKeys.RANDOM_BATCH_SIZE,
          "1 with backend " + backend,
          batchSize() + "; several texts in one request are for embeddings");
    }
    if (kind == DatasetKind.RANDOM_RERANK
        && values.get(DatasetKeys.NO_RERANKER)
        && batchSize() < 2) {
      values.mistake(
          DatasetKeys.RANDOM_BATCH_SIZE,
          "at least 2 with no_reranker, since the query is one of them",
          String.valueOf(batchSize()));
    }
    if (values.get(DatasetKeys.ENABLE_MULTIMODAL_CHAT) && !backend.equals("openai-chat")) {
      values.mistake(
          DatasetKeys.ENABLE_MULTIMODAL_CHAT, "it with backend openai-chat", "it with " + backend);
    }
  }

  /** Options of our own with {@code random}, and what goes with neither of them. */
  private void checkSynthetic() {
    String mend = "keep one; an override without a value, -Dbench.KEY=, takes a key away";
    for (Key<?> key : LENGTHS) {
      values.exclude(DatasetKeys.INPUT_OUTPUT, key, mend);
    }
    values.exclude(DatasetKeys.INPUT_LEN_DISTRIBUTION, DatasetKeys.LENGTH_MIX, mend);
    values.exclude(DatasetKeys.OUTPUT_LEN_DISTRIBUTION, DatasetKeys.LENGTH_MIX, mend);
    for (Key<?> key : List.of(DatasetKeys.LENGTH_MIX, DatasetKeys.INPUT_LEN_DISTRIBUTION)) {
      values.exclude(DatasetKeys.INPUT_LEN, key, mend);
      values.exclude(DatasetKeys.RANDOM_INPUT_LEN, key, mend);
    }
    for (Key<?> key : List.of(DatasetKeys.LENGTH_MIX, DatasetKeys.OUTPUT_LEN_DISTRIBUTION)) {
      values.exclude(DatasetKeys.OUTPUT_LEN, key, mend);
      values.exclude(DatasetKeys.RANDOM_OUTPUT_LEN, key, mend);
    }
    if (isSynthetic(values) && batchSize() > 1) {
      values.mistake(
          DatasetKeys.RANDOM_BATCH_SIZE,
          "1 with options that vLLM has not",
          String.valueOf(batchSize()));
    }
  }

  private static final List<Key<?>> LENGTHS =
      List.of(
          DatasetKeys.LENGTH_MIX,
          DatasetKeys.INPUT_LEN_DISTRIBUTION,
          DatasetKeys.OUTPUT_LEN_DISTRIBUTION);

  /** Whether {@code random} is asked what vLLM's has not. */
  static boolean isSynthetic(Values values) {
    return LENGTHS.stream().anyMatch(key -> values.find(key) != null)
        || values.find(DatasetKeys.PREFIX_POOL) != null
        || values.get(DatasetKeys.PROMPT_TOKEN_IDS);
  }

  private static boolean takesTokenIds(Api api) {
    return api.completions() || api == Api.SGLANG_GENERATE;
  }

  private int batchSize() {
    return values.get(DatasetKeys.RANDOM_BATCH_SIZE);
  }
}
