// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;

/** The sides differ in what matters. The message lists all differences and is for the user. */
public final class IncomparableException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> differences;

  IncomparableException(List<String> differences) {
    this(
        "A and B cannot be compared, since they differ in what matters:\n  "
            + String.join("\n  ", differences)
            + "\nMeasure both alike, or compare them all the same with --force.",
        differences);
  }

  private IncomparableException(String message, List<String> differences) {
    super(message, null, false, false);
    this.differences = List.copyOf(differences);
  }

  /** There is nothing to compare, which no force can change. */
  static IncomparableException nothingInBoth(String what) {
    return new IncomparableException("A and B cannot be compared: " + what, List.of(what));
  }

  /** What differs, a sentence each. */
  public List<String> differences() {
    return differences;
  }
}
