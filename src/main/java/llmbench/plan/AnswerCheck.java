// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * How an answer is found to be right.
 *
 * @param kind what is compared
 * @param text the regular expression, or the JSON schema as JSON; null where the data set has what
 *     is compared with
 */
public record AnswerCheck(Kind kind, @Nullable String text) {

  /** What is compared. */
  public enum Kind {
    /** The last number of the answer with the last of the set's, as for GSM8K. */
    NUMBER,
    /** The last letter that stands for a choice with the set's. */
    CHOICE,
    /** All of the answer with the set's, white space around it apart. */
    EXACT,
    /** What is said, without reasoning, with the set's, to the character: {@code verify_output}. */
    VERBATIM,
    /** A regular expression of the user, anywhere in the answer. */
    REGEX,
    /** The answer as JSON with a schema of the user. */
    JSON_SCHEMA
  }

  /** Whether reasoning is no part of the answer. */
  public boolean verbatim() {
    return kind == Kind.VERBATIM;
  }

  /** Whether the data set must say what is right. */
  public boolean needsReference() {
    return kind == Kind.NUMBER || kind == Kind.CHOICE || kind == Kind.EXACT || verbatim();
  }
}
