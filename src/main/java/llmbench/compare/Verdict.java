// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.Locale;

/** What is said of a figure's change. */
public enum Verdict {
  /** Surely changed, by the threshold or more, for the better. */
  BETTER("better"),
  /** Surely changed, by the threshold or more, for the worse. */
  WORSE("worse"),
  /** Whatever the change is, it is surely below the threshold. */
  SAME("no difference that matters"),
  /** The figures are too few or too unsteady to say any of the others. */
  NOISY("too noisy to tell");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** In words, as it is shown. */
  public String words() {
    return words;
  }

  /** In one word, for machines: {@code better}, {@code worse}, {@code same}, {@code noisy}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
