// SPDX-License-Identifier: Apache-2.0
package llmbench.figure;

import java.util.List;
import java.util.stream.Stream;

/** Lists with commas, as vLLM's options have them. */
final class VariableList {
  private VariableList() {}

  /** Its parts without blanks around them; empty without any. */
  static List<String> of(String text) {
    return text.isBlank() ? List.of() : Stream.of(text.split(",", -1)).map(String::strip).toList();
  }
}
