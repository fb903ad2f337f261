// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One combination that is measured, several times if asked.
 *
 * @param serve what it changes in the server's command
 * @param bench what it changes in the benchmark's options
 * @param level the level of load that was chosen for it; null outside of a workload sweep
 */
public record SweepPoint(ParameterSet serve, ParameterSet bench, @Nullable Level level) {
  /** A value of the workload's variable. */
  public record Level(String variable, int value) {}

  /** A point without a level. */
  public SweepPoint(ParameterSet serve, ParameterSet bench) {
    this(serve, bench, null);
  }

  /** All changes of the benchmark's options. */
  public ParameterSet overrides() {
    return level == null ? bench : bench.with(level.variable(), value(level.value()));
  }

  /** Those of its warm-up: the same with that many prompts. */
  public ParameterSet warmup(int numPrompts) {
    return overrides().with("num_prompts", value(numPrompts));
  }

  static JsonNode value(int number) {
    return IntNode.valueOf(number);
  }

  /**
   * The name of its folder in the experiment's, such as {@code SERVE--a=1-BENCH--b=2}; empty if
   * nothing is changed, and the experiment's folder is its own (vLLM: {@code sweep/serve.py},
   * {@code _get_comb_base_path}).
   */
  public String folder() {
    List<String> parts = new ArrayList<>();
    if (!serve.isEmpty()) {
      parts.add("SERVE-");
      parts.add(serve.name());
    }
    if (!bench.isEmpty()) {
      parts.add("BENCH-");
      parts.add(bench.name());
    }
    if (level != null) {
      parts.add("WL-");
      parts.add(level.variable() + "=" + level.value());
    }
    return fileName(String.join("-", parts));
  }

  /** For people: the folder, or words where it is empty. */
  public String title() {
    return folder().isEmpty() ? "(no changes)" : folder();
  }

  /** A text as one name of a file (vLLM: {@code sweep/utils.py}, {@code sanitize_filename}). */
  public static String fileName(String text) {
    return strip(strip(text.replace("/", "_").replace("..", "__"), '\''), '"');
  }

  private static String strip(String text, char mark) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == mark) {
      from++;
    }
    while (to > from && text.charAt(to - 1) == mark) {
      to--;
    }
    return text.substring(from, to);
  }
}
