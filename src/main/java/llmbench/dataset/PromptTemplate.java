// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetSpec;
import llmbench.tokenizer.ChatTemplate;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.TokenizerException;

/**
 * Makes a prompt of a user's message: {@code apply_chat_template(…, add_generation_prompt=True,
 * tokenize=False)} as vLLM's data sets call it.
 */
final class PromptTemplate {
  private PromptTemplate() {}

  /**
   * By the tokenizer's template, or as it is where that is not wanted.
   *
   * @throws DatasetException if there is none
   */
  static UnaryOperator<String> of(DatasetSpec.Rules rules, Sampling sampling) {
    return of(rules, sampling.tokenizer());
  }

  /** Renders a first text, so that a template of no use is found. */
  static void check(DatasetSpec.Rules rules, Tokenizer tokenizer) {
    var unused = of(rules, tokenizer).apply("a");
  }

  private static UnaryOperator<String> of(DatasetSpec.Rules rules, Tokenizer tokenizer) {
    if (rules.skipChatTemplate()) {
      return UnaryOperator.identity();
    }
    try {
      ChatTemplate template = tokenizer.chatTemplate();
      return text -> rendered(template, text, rules.chatTemplateKwargs());
    } catch (TokenizerException e) {
      throw new DatasetException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String rendered(
      ChatTemplate template, String text, Map<String, Object> arguments) {
    try {
      return template.render(List.of(Map.of("role", "user", "content", text)), true, arguments);
    } catch (TokenizerException e) {
      throw new DatasetException(String.valueOf(e.getMessage()), e);
    }
  }
}
