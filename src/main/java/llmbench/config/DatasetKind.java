// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Arrays;
import java.util.List;

/** The data sets that are built, and what each has use for. */
enum DatasetKind {
  RANDOM("random", false, false, false),
  RANDOM_MM("random-mm", false, false, false),
  RANDOM_AUDIO("random-audio", false, false, false),
  RANDOM_RERANK("random-rerank", false, false, false),
  PREFIX_REPETITION("prefix_repetition", false, true, false),
  SHAREGPT("sharegpt", true, true, true),
  SONNET("sonnet", true, false, false),
  CUSTOM("custom", true, true, true),
  CUSTOM_IMAGE("custom_image", true, true, true),
  CUSTOM_AUDIO("custom_audio", true, true, true),
  MEDIA_FOLDER("media_folder", true, true, true),
  BURSTGPT("burstgpt", true, false, false),
  SPEC_BENCH("spec_bench", true, true, true),
  SPEED_BENCH("speed_bench", true, true, true),
  TIMED_TRACE("timed_trace", true, false, false),
  MOONCAKE_TRACE("mooncake_trace", true, false, false),
  BAILIAN_TRACE("bailian_trace", true, false, false),
  AZURE_TRACE("azure_trace", true, false, false),
  BURSTGPT_TRACE("burstgpt_trace", true, false, false),
  HF("hf", true, true, true),
  REQUESTS("requests", true, false, false),
  MULTI_TURN("multi_turn", true, false, false),
  AGENT_GRAPH("agent_graph", true, false, false);

  private final String key;
  private final boolean hasFile;
  private final boolean shuffles;
  private final boolean oversamples;

  DatasetKind(String key, boolean hasFile, boolean shuffles, boolean oversamples) {
    this.key = key;
    this.hasFile = hasFile;
    this.shuffles = shuffles;
    this.oversamples = oversamples;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(DatasetKind::key).toList();
  }

  static DatasetKind of(Values values) {
    String name = values.get(Keys.DATASET_NAME);
    return Arrays.stream(values()).filter(k -> k.key.equals(name)).findFirst().orElseThrow();
  }

  /** vLLM's name of it. */
  String key() {
    return key;
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
