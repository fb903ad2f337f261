// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which options go with which data set: one that is given in vain is a mistake. */
final class DatasetRules {
  /** Backends that answer one prompt with a text. */
  private static final List<String> GENERATING = List.of("openai-chat", "openai", "vllm");

  private final Values values;
  private final DatasetKind kind;

  DatasetRules(Values values, DatasetKind kind) {
    this.values = values;
    this.kind = kind;
  }

  void check() {
    if (!values.sound(Keys.DATASET_NAME)) {
      return;
    }
    onlyWith(DatasetKind::shuffles, Keys.DISABLE_SHUFFLE);
    onlyWith(DatasetKind::oversamples, Keys.NO_OVERSAMPLE);
    onlyWith(DatasetKind::hasTemplate, Keys.SKIP_CHAT_TEMPLATE);
    onlyWith(k -> k.hasTemplate() && k != DatasetKind.HF, Keys.CHAT_TEMPLATE_KWARGS);
    onlyWith(k -> k == DatasetKind.SHAREGPT, Keys.SHAREGPT_OUTPUT_LEN);
    onlyWith(k -> k == DatasetKind.SHAREGPT || k == DatasetKind.HF, Keys.ENABLE_MULTIMODAL_CHAT);
    onlyWith(
        k -> k == DatasetKind.HF,
        Keys.NO_STREAM,
        Keys.BFCL_CATEGORIES,
        Keys.BLAZEDIT_MIN_DISTANCE,
        Keys.BLAZEDIT_MAX_DISTANCE,
        Keys.ASR_MIN_AUDIO_LEN_SEC,
        Keys.ASR_MAX_AUDIO_LEN_SEC);
    onlyWith(k -> k == DatasetKind.CUSTOM, Keys.CUSTOM_OUTPUT_LEN);
    onlyWith(
        k -> k == DatasetKind.RANDOM || k == DatasetKind.RANDOM_RERANK,
        Keys.INPUT_LEN,
        Keys.RANDOM_INPUT_LEN,
        Keys.RANDOM_RANGE_RATIO,
        Keys.RANDOM_BATCH_SIZE);
    onlyWith(
        k -> k == DatasetKind.RANDOM,
        Keys.INPUT_OUTPUT,
        Keys.RANDOM_OUTPUT_LEN,
        Keys.RANDOM_PREFIX_LEN);
    onlyWith(
        k ->
            k != DatasetKind.RANDOM_RERANK
                && k != DatasetKind.BURSTGPT
                && k != DatasetKind.TIMED_TRACE
                && k != DatasetKind.SPEED_BENCH
                && k != DatasetKind.REQUESTS,
        Keys.OUTPUT_LEN);
    onlyWith(
        k -> k != DatasetKind.REQUESTS,
        Keys.IGNORE_EOS,
        Keys.LOGPROBS,
        Keys.TOP_P,
        Keys.TOP_K,
        Keys.MIN_P,
        Keys.TEMPERATURE,
        Keys.FREQUENCY_PENALTY,
        Keys.PRESENCE_PENALTY,
        Keys.REPETITION_PENALTY,
        Keys.CACHE_SALT,
        Keys.CONTINUOUS_USAGE_STATS,
        Keys.EXTRA_BODY);
    onlyWith(k -> k == DatasetKind.RANDOM_RERANK, Keys.NO_RERANKER);
    onlyWithPrefixed();
    checkPath();
    checkTemplate();
    checkBackend();
    if (kind == DatasetKind.HF) {
      HubReader.check(values);
    }
  }

  /** The options whose names begin with their set's. */
  private void onlyWithPrefixed() {
    for (Key<?> key : Keys.all()) {
      for (DatasetKind owner :
          List.of(
              DatasetKind.PREFIX_REPETITION,
              DatasetKind.SPEC_BENCH,
              DatasetKind.SPEED_BENCH,
              DatasetKind.HF,
              DatasetKind.TIMED_TRACE)) {
        if (key.name().startsWith(owner.key() + "_")) {
          onlyWith(k -> k == owner, key);
        }
      }
    }
  }

  private void onlyWith(Predicate<DatasetKind> rule, Key<?>... keys) {
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
    if (!values.sound(Keys.DATASET_PATH)) {
      return;
    }
    Path path = values.find(Keys.DATASET_PATH);
    if (!kind.hasFile()) {
      if (path != null) {
        values.mistake(
            Keys.DATASET_PATH,
            "no value with dataset_name: " + kind.key(),
            Found.quote(path.toString()) + "; this set has no file");
      }
      return;
    }
    if (path == null) {
      values.mistake(
          Keys.DATASET_PATH,
          (kind == DatasetKind.SPEED_BENCH
                  ? "a folder"
                  : kind == DatasetKind.HF ? "a Hub id, a folder or a file" : "a file")
              + " for dataset_name: "
              + kind.key(),
          "none; give its path");
    } else if (kind == DatasetKind.CUSTOM && !path.toString().endsWith(".jsonl")) {
      values.mistake(
          Keys.DATASET_PATH, "a file whose name ends in .jsonl", Found.quote(path.toString()));
    }
  }

  /** Arguments of a template that is not applied have no use. */
  private void checkTemplate() {
    if (kind.hasTemplate()
        && values.get(Keys.SKIP_CHAT_TEMPLATE)
        && values.find(Keys.CHAT_TEMPLATE_KWARGS) != null) {
      values.mistake(
          Keys.CHAT_TEMPLATE_KWARGS,
          "it without skip_chat_template",
          "both; the server's template takes extra_body: {chat_template_kwargs: {…}}");
    }
  }

  private void checkBackend() {
    if (!values.sound(Keys.BACKEND)) {
      return;
    }
    String backend = values.get(Keys.BACKEND);
    boolean generates = GENERATING.contains(backend);
    if (kind == DatasetKind.TIMED_TRACE && !List.of("openai", "vllm").contains(backend)) {
      values.mistake(
          Keys.BACKEND,
          "openai or vllm with dataset_name: timed_trace, whose prompts are token ids",
          Found.quote(backend));
    }
    if (kind == DatasetKind.RANDOM_RERANK && generates) {
      values.mistake(
          Keys.DATASET_NAME,
          "a set of single prompts with backend " + backend,
          Found.quote(kind.key()) + "; a query with its documents is for backends that rank");
    }
    if (kind == DatasetKind.RANDOM && generates && batchSize() > 1) {
      values.mistake(
          Keys.RANDOM_BATCH_SIZE,
          "1 with backend " + backend,
          batchSize() + "; several texts in one request are for embeddings");
    }
    if (kind == DatasetKind.RANDOM_RERANK && values.get(Keys.NO_RERANKER) && batchSize() < 2) {
      values.mistake(
          Keys.RANDOM_BATCH_SIZE,
          "at least 2 with no_reranker, since the query is one of them",
          String.valueOf(batchSize()));
    }
    if (values.get(Keys.ENABLE_MULTIMODAL_CHAT) && !backend.equals("openai-chat")) {
      values.mistake(
          Keys.ENABLE_MULTIMODAL_CHAT, "it with backend openai-chat", "it with " + backend);
    }
  }

  private int batchSize() {
    return values.get(Keys.RANDOM_BATCH_SIZE);
  }
}
