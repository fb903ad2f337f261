// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What the options of two runs ask for differently. Two ways to write one value are no difference,
 * nor is a default that was written out, nor are keys that change neither what is measured nor what
 * its result says.
 */
public final class OptionChanges {
  private static final Set<String> FREE =
      Set.of(
          Keys.RESULT_DIR.name(),
          Keys.RESUME.name(),
          Keys.DRY_RUN.name(),
          Keys.DRAIN_TIMEOUT.name(),
          ShapeKeys.MAX_TOKENS_TOTAL.name(),
          ShapeKeys.MAX_DURATION_TOTAL.name(),
          Keys.DISABLE_TQDM.name(),
          LiveKeys.QUIET.name(),
          LiveKeys.LIVE.name(),
          LiveKeys.LIVE_HOST.name(),
          LiveKeys.OTLP_ENDPOINT.name(),
          LiveKeys.OTLP_SPANS.name(),
          ExportKeys.EXPORT.name(),
          ExportKeys.APPEND_RESULT.name(),
          Keys.DATASET_STATS.name(),
          GateKeys.GATE.name(),
          GateKeys.BASELINE.name(),
          PlotKeys.PLOTS.name(),
          PlotKeys.PLOT_TIMELINE.name(),
          PlotKeys.TIMELINE_ITL_THRESHOLDS.name(),
          PlotKeys.PLOT_DATASET_STATS.name(),
          SweepKeys.SERVER_READY_TIMEOUT.name(),
          SweepKeys.CONTINUE_ON_ERROR.name(),
          SweepKeys.OUTPUT_DIR.name(),
          SweepKeys.EXPERIMENT_NAME.name());

  private OptionChanges() {}

  /** Whether a key changes what is measured or what its result says. */
  static boolean counts(String key) {
    return !FREE.contains(key);
  }

  /**
   * The changed keys in their alphabetical order, each as {@code num_warmups: 0 → 4}; empty if
   * nothing changed.
   *
   * @param before values in YAML by key; a key that is not there was not given
   * @param now likewise
   */
  public static List<String> between(Map<String, String> before, Map<String, String> now) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    keys.removeAll(FREE);
    List<String> changes = new ArrayList<>();
    for (String name : keys) {
      String old = before.get(name);
      String other = now.get(name);
      Key<?> key = KeyIndex.named(name);
      if (!Objects.equals(old, other) && (key == null || !same(key, old, other))) {
        changes.add(name + ": " + shown(key, old) + " → " + shown(key, other));
      }
    }
    return changes;
  }

  private static boolean same(Key<?> key, @Nullable String one, @Nullable String other) {
    Object value = value(key, one);
    return value != null && value.equals(value(key, other));
  }

  /** The value, or the default; null if there is neither, or the text is none of the key's. */
  private static @Nullable Object value(Key<?> key, @Nullable String text) {
    if (text == null) {
      return key.defaultValue();
    }
    Problems problems = new Problems();
    Node node = YamlText.compose(text, (wrong, line) -> problems.add(line, wrong));
    if (node == null) {
      return null;
    }
    Object value = key.type().read(node, new Report(problems, Source.OVERRIDE, key.name()));
    return problems.isEmpty() ? value : null;
  }

  private static String shown(@Nullable Key<?> key, @Nullable String text) {
    if (text != null) {
      return text;
    }
    String byDefault = key == null ? null : key.defaultText();
    return byDefault == null ? "not given" : byDefault + " (the default)";
  }
}
