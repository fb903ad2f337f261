// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Arrays;
import java.util.List;

/** The data sets that are built, and what each has use for. */
enum DatasetKind {
  RANDOM("random", false, false, false),
  RANDOM_RERANK("random-rerank", false, false, false),
  PREFIX_REPETITION("prefix_repetition", false, true, false),
  SHAREGPT("sharegpt", true, true, true),
  CUSTOM("custom", true, true, true),
  BURSTGPT("burstgpt", true, false, false),
  SPEC_BENCH("spec_bench", true, true, true),
  SPEED_BENCH("speed_bench", true, true, true),
  TIMED_TRACE("timed_trace", true, false, false),
  HF("hf", true, true, true),
  REQUESTS("requests", true, false, false);

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

  /** Whether it renders prompts by a chat template unless told not to. */
  boolean hasTemplate() {
    return this == CUSTOM || this == SPEC_BENCH || this == SPEED_BENCH || this == HF;
  }
}
