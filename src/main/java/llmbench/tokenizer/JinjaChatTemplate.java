// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.jinja.JinjaException;
import llmbench.jinja.JinjaTemplate;
import org.jspecify.annotations.Nullable;

/** A template of a file, given what transformers gives it ({@code render_jinja_template}). */
final class JinjaChatTemplate implements ChatTemplate {
  private final Path file;
  private final Map<String, String> specialTokens;
  private final JinjaTemplate template;
  private final @Nullable String toolSource;

  /**
   * One of a file.
   *
   * @param toolSource the one named {@code tool_use}, taken where there are tools; null for none
   */
  JinjaChatTemplate(
      Path file, String source, @Nullable String toolSource, Map<String, String> specialTokens) {
    this.file = file;
    this.toolSource = toolSource;
    this.specialTokens = specialTokens;
    try {
      this.template = JinjaTemplate.of(source);
    } catch (JinjaException e) {
      throw refused(e);
    }
  }

  @Override
  public String render(
      List<Map<String, Object>> messages,
      boolean addGenerationPrompt,
      Map<String, ? extends @Nullable Object> arguments) {
    Map<String, @Nullable Object> variables = new HashMap<>(specialTokens);
    variables.put("tools", null);
    variables.put("documents", null);
    variables.putAll(arguments);
    variables.put("messages", messages);
    variables.put("add_generation_prompt", addGenerationPrompt);
    try {
      return of(variables.get("tools") != null).render(variables);
    } catch (JinjaException e) {
      throw refused(e);
    }
  }

  private JinjaTemplate of(boolean tools) {
    return tools && toolSource != null ? JinjaTemplate.of(toolSource) : template;
  }

  private TokenizerException refused(JinjaException why) {
    return new TokenizerException(
        "chat template of "
            + file
            + ": cannot be rendered: "
            + why.getMessage()
            + "; set skip_chat_template: true to send prompts as they are");
  }
}
