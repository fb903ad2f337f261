// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** How a key's value is written, and what it becomes. */
interface ValueType<T> {
  /** What is expected, as it ends the words "expected …". */
  String expected();

  /** The value; null after a mistake was reported. The node is never YAML's null. */
  @Nullable T read(Node node, Report report);

  /** Whether an override without a value means {@code true}, as a flag of a command does. */
  default boolean isFlag() {
    return false;
  }
}
