// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of conversations and agent graphs; as in {@link Keys}. Those of conversations are the
 * options of vLLM's {@code benchmark_serving_multi_turn.py}.
 */
final class TalkKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Integer> NUM_CLIENTS = required("num_clients", ScalarTypes.integer(1), "1");
  static final Key<Integer> MAX_ACTIVE_CONVERSATIONS =
      optional("max_active_conversations", ScalarTypes.integer(1));
  static final Key<Integer> MAX_NUM_REQUESTS = optional("max_num_requests", ScalarTypes.integer(1));
  static final Key<Integer> MAX_TURNS = optional("max_turns", ScalarTypes.integer(1));
  static final Key<String> CONVERSATION_SAMPLING =
      required(
          "conversation_sampling",
          ScalarTypes.choice(List.of("round_robin", "random"), List.of()),
          "round_robin");
  static final Key<Boolean> NO_EARLY_STOP = required("no_early_stop", ScalarTypes.flag(), "false");
  static final Key<Boolean> FINISH_ACTIVE_CONVERSATIONS =
      required("finish_active_conversations", ScalarTypes.flag(), "false");
  static final Key<Integer> LIMIT_MIN_TOKENS =
      required("limit_min_tokens", ScalarTypes.integer(-1), "0");
  static final Key<Integer> LIMIT_MAX_TOKENS =
      required("limit_max_tokens", ScalarTypes.integer(-1), "0");
  static final Key<Boolean> WARMUP_STEP = required("warmup_step", ScalarTypes.flag(), "false");
  static final Key<Boolean> VERIFY_OUTPUT = required("verify_output", ScalarTypes.flag(), "false");
  static final Key<Boolean> SEND_CONVERSATION_ID =
      required("send_conversation_id", ScalarTypes.flag(), "false");
  static final Key<String> HISTORY =
      required("history", ScalarTypes.choice(List.of("model", "dataset"), List.of()), "model");
  static final Key<Integer> REQUEST_TIMEOUT_SEC =
      required("request_timeout_sec", ScalarTypes.integer(1), "120");
  static final Key<Path> OUTPUT_FILE = optional("output_file", ScalarTypes.pathBelow());
  static final Key<Path> STATS_JSON_OUTPUT = optional("stats_json_output", ScalarTypes.pathBelow());
  static final Key<Set<Double>> WARMUP_PERCENTAGES =
      required(
          "warmup_percentages",
          ListTypes.items(
              "percentages such as \"0%, 50%\"",
              ScalarTypes.ofText("a percentage in [0, 100)", TalkKeys::percentage)),
          "0%");
  static final Key<Boolean> EXCEL_OUTPUT = required("excel_output", ScalarTypes.flag(), "false");
  static final Key<Boolean> PRINT_CONTENT = required("print_content", ScalarTypes.flag(), "false");
  static final Key<Boolean> VERBOSE = required("verbose", ScalarTypes.flag(), "false");
  static final Key<Integer> MAX_ACTIVE_GRAPHS =
      optional("max_active_graphs", ScalarTypes.integer(1));
  static final Key<String> SESSION_HEADER =
      optional(
          "session_header",
          ScalarTypes.text("a header's name of letters, digits and -", Headers::isName));

  private TalkKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static @Nullable Double percentage(String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    try {
      double percent = Double.parseDouble(number.strip());
      return percent >= 0 && percent < 100 ? (Double) percent : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }

  private static <T> Key<T> optional(String name, ValueType<T> type) {
    Key<T> key = Key.optional(name, type);
    ALL.add(key);
    return key;
  }
}
