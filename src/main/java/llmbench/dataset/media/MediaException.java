// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.media;

/** A medium that cannot be read or made. The message ends the words "expected …, found". */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1;
  private final String expected;

  /** With what was expected and what was found. */
  MediaException(String expected, String found) {
    super(found);
    this.expected = expected;
  }

  /** What was expected. */
  public String expected() {
    return expected;
  }

  /** What was found. */
  public String found() {
    return String.valueOf(getMessage());
  }
}
