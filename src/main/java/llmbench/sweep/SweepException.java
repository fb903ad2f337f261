// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import java.util.List;

/**
 * The sweep cannot be made or go on. The message lists all mistakes, one a line, ready for the
 * user; there is no stack trace because none would help.
 */
public final class SweepException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** With every mistake; at least one. */
  public SweepException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** With one. */
  public SweepException(String problem) {
    this(List.of(problem));
  }

  /** The mistakes in the order of the files; at least one. */
  public List<String> problems() {
    return problems;
  }

  static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SweepException(problems.stream().distinct().toList());
    }
  }
}
