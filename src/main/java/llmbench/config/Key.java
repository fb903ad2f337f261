// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** A key of the configuration. Its default is written as in a file and read by its own type. */
final class Key<T> {
  private final String name;
  private final ValueType<T> type;
  private final @Nullable String defaultText;
  private final boolean built;
  private final String hint;
  private final @Nullable T defaultValue;

  private Key(
      String name, ValueType<T> type, @Nullable String defaultText, boolean built, String hint) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.built = built;
    this.hint = hint;
    this.defaultValue = defaultText == null ? null : read(name, type, defaultText);
  }

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

  private static <T> @Nullable T read(String name, ValueType<T> type, String text) {
    Problems problems = new Problems();
    Node node = YamlText.compose(text, (wrong, line) -> problems.add(0, wrong));
    problems.throwIfAny();
    T value =
        type.read(Objects.requireNonNull(node, name), new Report(problems, Source.OVERRIDE, name));
    problems.throwIfAny();
    return value;
  }

  /** vLLM's flag with underscores, or a name of our own. */
  String name() {
    return name;
  }

  /** How its value is written. */
  ValueType<T> type() {
    return type;
  }

  /** The default as it is written in {@code config.yaml}; null where nothing is the default. */
  @Nullable String defaultText() {
    return defaultText;
  }

  /** The default's value; null where there is none. */
  @Nullable T defaultValue() {
    return defaultValue;
  }

  /**
   * False for an option of vLLM that is known and checked, then refused unless it is the default.
   */
  boolean built() {
    return built;
  }

  /** Ends the refusal of what is not built; may be empty. */
  String hint() {
    return hint;
  }
}
