// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one text of a conversation: transformers' {@code apply_chat_template(…, tokenize=False)}
 * ({@code tokenization_utils_base.py}). Thread-safe.
 */
public interface ChatTemplate {
  /**
   * The text.
   *
   * @param messages maps with {@code role} and {@code content}, as JSON has them
   * @param addGenerationPrompt whether the answer is begun
   * @param arguments the template's own, such as {@code enable_thinking}; they go before the
   *     tokenizer's special tokens
   * @throws TokenizerException if the template refuses the conversation, or cannot be rendered
   */
  String render(
      List<Map<String, Object>> messages,
      boolean addGenerationPrompt,
      Map<String, ? extends @Nullable Object> arguments);
}
