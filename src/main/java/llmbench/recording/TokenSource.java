// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Locale;

/** Where a token count came from. */
public enum TokenSource {
  /** The server's usage object. */
  USAGE,
  /** The tokenizer, applied to the text. */
  TOKENIZER,
  /**
   * Neither: for a prompt the length asked for, for an answer 1 if it had output, as vLLM without a
   * tokenizer.
   */
  NONE;

  /** The name in records and results. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
