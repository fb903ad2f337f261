// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which keys have an effect with which data sets. */
final class DatasetUses {
  static final List<Rule> RULES = rules();

  /** What a request's body says, which only saved requests do not take. */
  private static final Set<String> OF_REQUESTS =
      Set.of(
          "ignore_eos",
          "logprobs",
          "top_p",
          "top_k",
          "min_p",
          "temperature",
          "frequency_penalty",
          "presence_penalty",
          "repetition_penalty",
          "cache_salt",
          "continuous_usage_stats",
          "extra_body");

  private DatasetUses() {}

  /** Keys that have an effect with some sets alone. */
  record Rule(Predicate<DatasetKind> sets, Key<?>... keys) {}

  private static Rule rule(Predicate<DatasetKind> sets, Key<?>... keys) {
    return new Rule(sets, keys);
  }

  private static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule(DatasetKind::shuffles, DatasetKeys.DISABLE_SHUFFLE));
    rules.add(rule(DatasetKind::oversamples, DatasetKeys.NO_OVERSAMPLE));
    rules.add(rule(DatasetKind::hasTemplate, DatasetKeys.SKIP_CHAT_TEMPLATE));
    rules.add(rule(k -> k.hasTemplate() && k != DatasetKind.HF, DatasetKeys.CHAT_TEMPLATE_KWARGS));
    rules.add(rule(k -> k == DatasetKind.SHAREGPT, DatasetKeys.SHAREGPT_OUTPUT_LEN));
    rules.add(rule(DatasetKind::hasMedia, DatasetKeys.ENABLE_MULTIMODAL_CHAT));
    rules.add(rule(DatasetKind::isCustom, DatasetKeys.CUSTOM_OUTPUT_LEN));
    rules.add(
        rule(
            k -> k == DatasetKind.HF,
            DatasetKeys.NO_STREAM,
            DatasetKeys.BFCL_CATEGORIES,
            DatasetKeys.BLAZEDIT_MIN_DISTANCE,
            DatasetKeys.BLAZEDIT_MAX_DISTANCE,
            DatasetKeys.ASR_MIN_AUDIO_LEN_SEC,
            DatasetKeys.ASR_MAX_AUDIO_LEN_SEC));
    rules.add(
        rule(
            k -> k == DatasetKind.MEDIA_FOLDER,
            MediaKeys.MEDIA_FOLDER_PROMPT,
            MediaKeys.MEDIA_FOLDER_OUTPUT_LEN));
    rules.add(rule(k -> k == DatasetKind.CUSTOM_IMAGE, MediaKeys.CUSTOM_ENSURE_CLIENT_SIDE_DATA));
    rules.add(
        rule(
            k -> k.takesPairs() || k == DatasetKind.RANDOM_RERANK,
            DatasetKeys.INPUT_LEN,
            DatasetKeys.RANDOM_INPUT_LEN,
            DatasetKeys.RANDOM_RANGE_RATIO));
    rules.add(
        rule(
            k -> k == DatasetKind.RANDOM,
            DatasetKeys.LENGTH_MIX,
            DatasetKeys.INPUT_LEN_DISTRIBUTION,
            DatasetKeys.OUTPUT_LEN_DISTRIBUTION,
            DatasetKeys.PREFIX_POOL));
    rules.add(rule(DatasetKind::offersTokenIds, DatasetKeys.PROMPT_TOKEN_IDS));
    rules.add(
        rule(
            k -> k == DatasetKind.RANDOM || k == DatasetKind.RANDOM_RERANK,
            DatasetKeys.RANDOM_BATCH_SIZE));
    rules.add(
        rule(
            k -> k == DatasetKind.RANDOM_MM,
            MediaKeys.RANDOM_MM_BASE_ITEMS_PER_REQUEST,
            MediaKeys.RANDOM_MM_NUM_MM_ITEMS_RANGE_RATIO,
            MediaKeys.RANDOM_MM_LIMIT_MM_PER_PROMPT,
            MediaKeys.RANDOM_MM_BUCKET_CONFIG));
    rules.add(
        rule(DatasetKind::takesPairs, DatasetKeys.INPUT_OUTPUT, DatasetKeys.RANDOM_PREFIX_LEN));
    rules.add(
        rule(k -> k.takesPairs() || k == DatasetKind.RANDOM_AUDIO, DatasetKeys.RANDOM_OUTPUT_LEN));
    rules.add(
        rule(
            k -> k == DatasetKind.RANDOM_AUDIO,
            MediaKeys.RANDOM_AUDIO_SECONDS,
            MediaKeys.RANDOM_AUDIO_RANGE_RATIO));
    rules.add(
        rule(
            k ->
                k != DatasetKind.RANDOM_RERANK
                    && k != DatasetKind.BURSTGPT
                    && k != DatasetKind.TIMED_TRACE
                    && !k.isTrace()
                    && k != DatasetKind.SPEED_BENCH
                    && !k.inSessions()
                    && k != DatasetKind.REQUESTS,
            DatasetKeys.OUTPUT_LEN));
    rules.add(
        rule(
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
            Keys.EXTRA_BODY));
    rules.add(rule(k -> k == DatasetKind.RANDOM_RERANK, DatasetKeys.NO_RERANKER));
    // The options whose names begin with their set's.
    for (Key<?> key : DatasetKeys.all()) {
      for (DatasetKind owner :
          List.of(
              DatasetKind.PREFIX_REPETITION,
              DatasetKind.SONNET,
              DatasetKind.SPEC_BENCH,
              DatasetKind.SPEED_BENCH,
              DatasetKind.HF,
              DatasetKind.TIMED_TRACE)) {
        if (key.name().startsWith(owner.key() + "_")) {
          rules.add(rule(k -> k == owner, key));
        }
      }
    }
    return List.copyOf(rules);
  }

  /** Whether a key has an effect with a set. */
  static boolean useful(String key, DatasetKind kind) {
    return RULES.stream()
        .filter(rule -> Arrays.stream(rule.keys()).anyMatch(each -> each.name().equals(key)))
        .allMatch(rule -> rule.sets().test(kind));
  }

  /** Names of keys that have an effect with this set and not with all others. */
  static List<String> ofSet(DatasetKind kind) {
    return RULES.stream()
        .filter(rule -> rule.sets().test(kind))
        .flatMap(rule -> Arrays.stream(rule.keys()))
        .map(Key::name)
        .filter(name -> !OF_REQUESTS.contains(name))
        .distinct()
        .toList();
  }
}
