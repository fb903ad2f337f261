// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

/** The server's routes for tokens, as far as prompts are aligned to them; calls may throw. */
public interface TokenRoutes {
  /** Ids of a text, without special tokens. */
  long[] tokenize(String text);

  /** Text of ids. */
  String detokenize(long[] ids);
}
