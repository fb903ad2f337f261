// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

/**
 * One request to be sent.
 *
 * @param text the prompt
 * @param promptLen its length in tokens as vLLM's dataset counts it (without special tokens)
 * @param outputLen tokens asked of the answer, at least 1
 */
public record Prompt(String text, int promptLen, int outputLen) {}
