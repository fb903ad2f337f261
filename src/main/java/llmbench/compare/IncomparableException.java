// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;

/** The sides differ in what matters. The message lists all differences and is for the user. */
public final class IncomparableException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> differences;

  IncomparableException(List<String> differences) {
    super(
        "A and B cannot be compared, since they differ in what matters:\n  "
            + String.join("\n  ", differences)
            + "\nMeasure both alike, or compare them all the same with --force.",
        null,
        false,
        false);
    this.differences = List.copyOf(differences);
  }

  /** What differs, a sentence each. */
  public List<String> differences() {
    return differences;
  }
}
