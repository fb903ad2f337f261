// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A key of the configuration.
 *
 * @param name vLLM's flag with underscores, or a name of our own
 * @param type how its value is written
 * @param defaultText the default as it is written in {@code config.yaml}; null where nothing is the
 *     default
 * @param built false for an option of vLLM that is known and checked, and then refused unless it
 *     has its default
 * @param hint ends the refusal of what is not built; may be empty
 */
record Key<T>(
    String name, ValueType<T> type, @Nullable String defaultText, boolean built, String hint) {

  static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    return new Key<>(name, type, defaultText, true, "");
  }

  static <T> Key<T> optional(String name, ValueType<T> type) {
    return new Key<>(name, type, null, true, "");
  }

  static <T> Key<T> unbuilt(
      String name, ValueType<T> type, @Nullable String defaultText, String hint) {
    return new Key<>(name, type, defaultText, false, hint);
  }

  /** The default's value; null where there is none. */
  @Nullable T defaultValue() {
    if (defaultText == null) {
      return null;
    }
    Problems problems = new Problems();
    Node node =
        Objects.requireNonNull(
            YamlText.compose(defaultText, (wrong, line) -> problems.add(0, wrong)));
    T value = type.read(node, new Report(problems, Source.OVERRIDE, name));
    problems.throwIfAny();
    return value;
  }
}
