// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

/**
 * One request to be sent.
 *
 * @param text the prompt; empty where {@code parts} hold it
 * @param promptLen its length in tokens as vLLM's dataset counts it: of random tokens without
 *     special ones, of a file's text with those that the tokenizer puts around it
 * @param outputLen tokens asked of the answer, at least 1; 0 where none is generated, or where its
 *     length is left to the model
 * @param parts what it carries beside its text
 */
public record Prompt(String text, int promptLen, int outputLen, PromptParts parts) {

  /** A text alone. */
  public Prompt(String text, int promptLen, int outputLen) {
    this(text, promptLen, outputLen, PromptParts.NONE);
  }
}
