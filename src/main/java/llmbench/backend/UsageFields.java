// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

/**
 * What the counts of tokens are called in an API's usage.
 *
 * @param prompt such as {@code prompt_tokens}; empty if there is none
 * @param completion such as {@code completion_tokens}; empty if there is none
 */
public record UsageFields(String prompt, String completion) {
  /** OpenAI's. */
  public static final UsageFields OPENAI = new UsageFields("prompt_tokens", "completion_tokens");
}
