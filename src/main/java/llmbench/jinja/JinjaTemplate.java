// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template of a tokenizer, with the settings of transformers ({@code
 * utils/chat_template_utils.py}, {@code _cached_compile_jinja_template}): {@code trim_blocks},
 * {@code lstrip_blocks}, {@code break} and {@code continue}, {@code generation}, {@code tojson}
 * without HTML escapes, {@code raise_exception} and {@code strftime_now}. Thread-safe.
 */
public final class JinjaTemplate {
  private final PythonJinjava engine = new PythonJinjava();
  private final String source;

  private JinjaTemplate(String source) {
    this.source = source;
  }

  /**
   * That template.
   *
   * @param source its text
   * @throws JinjaException if it has what is not built
   */
  public static JinjaTemplate of(String source) {
    // Jinja takes one newline from a template's end.
    String text = source.replace("\r\n", "\n").replace('\r', '\n');
    if (text.contains("{%+")) {
      throw new JinjaException("{%+ is not built");
    }
    return new JinjaTemplate(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /**
   * The text it makes.
   *
   * @param variables texts, numbers, truth values, lists, maps and null
   * @throws JinjaException if it cannot be rendered as Jinja would
   */
  public String render(Map<String, @Nullable Object> variables) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    // So that "strftime_now is defined" is true.
    all.putIfAbsent("strftime_now", "strftime_now");
    all.putIfAbsent("raise_exception", "raise_exception");
    RenderResult result;
    try {
      result = engine.rendered(source, all);
    } catch (RuntimeException e) {
      throw new JinjaException(reason(e), e);
    }
    for (TemplateError error : result.getErrors()) {
      throw new JinjaException("line " + error.getLineno() + ": " + reason(error));
    }
    return result.getOutput();
  }

  private static String reason(TemplateError error) {
    return error.getException() == null ? error.getMessage() : reason(error.getException());
  }

  /** The words of the exception that came first. */
  private static String reason(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    String message = first.getMessage();
    return message == null ? first.getClass().getSimpleName() : message;
  }
}
