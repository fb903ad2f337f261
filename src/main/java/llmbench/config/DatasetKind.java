// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Arrays;
import java.util.List;

/** The data sets that are built, and what each has use for. */
enum DatasetKind {
  RANDOM("random", "random tokens", false, false, false),
  RANDOM_MM(
      "random-mm",
      "random tokens with pictures, films and sounds of random values",
      false,
      false,
      false),
  RANDOM_AUDIO("random-audio", "a sound of noise, for openai-audio", false, false, false),
  RANDOM_RERANK("random-rerank", "a random query with documents", false, false, false),
  PREFIX_REPETITION(
      "prefix_repetition", "one of a few random prefixes, and a random suffix", false, true, false),
  SHAREGPT("sharegpt", "a conversation of ShareGPT, JSON", true, true, true),
  SONNET("sonnet", "lines of a poem", true, false, false),
  CUSTOM("custom", "a prompt of your own, JSON lines", true, true, true),
  CUSTOM_IMAGE("custom_image", "a prompt of your own with pictures, JSON lines", true, true, true),
  CUSTOM_AUDIO("custom_audio", "a prompt of your own with a sound, JSON lines", true, true, true),
  MEDIA_FOLDER("media_folder", "each picture, film or sound of a folder", true, true, true),
  BURSTGPT("burstgpt", "lengths of BurstGPT, CSV", true, false, false),
  SPEC_BENCH("spec_bench", "a question of Spec-Bench, JSON lines", true, true, true),
  SPEED_BENCH("speed_bench", "a question of SPEED-Bench, a folder", true, true, true),
  TIMED_TRACE("timed_trace", "a trace with hashes of its prompts, JSON lines", true, false, false),
  MOONCAKE_TRACE("mooncake_trace", "Mooncake's trace, JSON lines", true, false, false),
  BAILIAN_TRACE("bailian_trace", "Qwen's trace (Bailian), JSON lines", true, false, false),
  AZURE_TRACE("azure_trace", "Azure's trace, CSV", true, false, false),
  BURSTGPT_TRACE("burstgpt_trace", "BurstGPT's trace, CSV", true, false, false),
  HF("hf", "a set of the Hugging Face Hub, or files in its formats", true, true, true),
  REQUESTS("requests", "what save_requests wrote, byte for byte", true, false, false),
  MULTI_TURN("multi_turn", "conversations of several turns", true, false, false),
  AGENT_GRAPH("agent_graph", "agents' calls that wait for each other", true, false, false);

  private final String key;
  private final String about;
  private final boolean hasFile;
  private final boolean shuffles;
  private final boolean oversamples;

  DatasetKind(String key, String about, boolean hasFile, boolean shuffles, boolean oversamples) {
    this.key = key;
    this.about = about;
    this.hasFile = hasFile;
    this.shuffles = shuffles;
    this.oversamples = oversamples;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(DatasetKind::key).toList();
  }

  static DatasetKind of(Values values) {
    String name = values.get(DatasetKeys.DATASET_NAME);
    return Arrays.stream(values()).filter(k -> k.key.equals(name)).findFirst().orElseThrow();
  }

  /** vLLM's name of it. */
  String key() {
    return key;
  }

  /** What a row of it is, in a few words. */
  String about() {
    return about;
  }

  /** Whether it is read from {@code dataset_path}. */
  boolean hasFile() {
    return hasFile;
  }

  /** Whether {@code disable_shuffle} changes it. */
  boolean shuffles() {
    return shuffles;
  }

  /** Whether {@code no_oversample} changes it. */
  boolean oversamples() {
    return oversamples;
  }

  /** Whether {@code prompt_token_ids} is for it. */
  boolean offersTokenIds() {
    return this == RANDOM || isTrace();
  }

  /** Whether it is a trace of a service, with times of its own. */
  boolean isTrace() {
    return this == MOONCAKE_TRACE
        || this == BAILIAN_TRACE
        || this == AZURE_TRACE
        || this == BURSTGPT_TRACE;
  }

  /** Whether its requests come of what became of others. */
  boolean inSessions() {
    return this == MULTI_TURN || this == AGENT_GRAPH;
  }

  /** Whether it can do without the file, for which something ships. */
  boolean shipsFile() {
    return this == SONNET;
  }

  /** Whether {@code input_output} gives it its lengths. */
  boolean takesPairs() {
    return this == RANDOM || this == RANDOM_MM;
  }

  /** Whether it renders prompts by a chat template unless told not to. */
  boolean hasTemplate() {
    return this == SONNET
        || this == CUSTOM
        || this == CUSTOM_AUDIO
        || this == SPEC_BENCH
        || this == SPEED_BENCH
        || this == HF;
  }

  /** Whether it is one of the user's own in JSON lines. */
  boolean isCustom() {
    return this == CUSTOM || this == CUSTOM_IMAGE || this == CUSTOM_AUDIO;
  }

  /** Whether a row may have limits of its own ({@code slo}). */
  boolean rowsMayHaveLimits() {
    return isCustom() || this == SPEC_BENCH || this == SPEED_BENCH || this == REQUESTS;
  }

  /** Whether {@code enable_multimodal_chat} changes it. */
  boolean hasMedia() {
    return this == SHAREGPT
        || this == RANDOM_MM
        || this == CUSTOM_IMAGE
        || this == CUSTOM_AUDIO
        || this == HF;
  }
}
