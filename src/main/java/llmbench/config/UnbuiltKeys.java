// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@code vllm bench serve} 0.32 that are known and not built yet. Each is checked as
 * vLLM would, and refused unless it has vLLM's default, which means "off" or concerns a data set
 * that cannot be chosen yet. What gets built moves to {@link Keys}.
 */
final class UnbuiltKeys {
  /** vLLM's further data sets. */
  static final List<String> DATASETS = List.of();

  private static final List<Key<?>> ALL = new ArrayList<>();

  static {
    load();
    tokenizer();
    results();
    dataset();
  }

  private UnbuiltKeys() {}

  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static void load() {
    add("use_beam_search", ScalarTypes.flag(), "false", "vLLM takes it and does nothing with it");
  }

  private static void tokenizer() {
    add("skip_tokenizer_init", ScalarTypes.flag(), "false");
    add(
        "trust_remote_code",
        ScalarTypes.flag(),
        "false",
        "code of a model is never run here; tokenizer.json is enough");
  }

  private static void results() {
    add("save_result", ScalarTypes.flag(), "true", "results are always written");
  }

  private static void dataset() {}

  private static void add(String name, ValueType<?> type, @Nullable String defaultText) {
    add(name, type, defaultText, "");
  }

  private static void add(
      String name, ValueType<?> type, @Nullable String defaultText, String hint) {
    ALL.add(Key.unbuilt(name, type, defaultText, hint));
  }
}
