// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes values as Python does. Neither this nor jinjava can tell None from what is undefined. */
final class PythonInterpreter extends JinjavaInterpreter {
  private static final Pattern NAME = Pattern.compile("\\w+");

  private String expression = "";

  PythonInterpreter(JinjavaInterpreter original) {
    super(original);
  }

  PythonInterpreter(Jinjava application, Context context, JinjavaConfig config) {
    super(application, context, config);
  }

  @Override
  public @Nullable Object resolveELExpression(String text, int line) {
    Object value = super.resolveELExpression(text, line);
    expression = text.strip();
    return value;
  }

  /**
   * {@code str}. An undefined variable is written as nothing; None as a word, which is refused
   * since no template means it.
   */
  @Override
  public String getAsString(@Nullable Object value) {
    if (value == null
        && getErrors().isEmpty()
        && !(NAME.matcher(expression).matches()
            && !getContext().containsKey(expression)
            && !expression.equalsIgnoreCase("none"))) {
      throw new JinjaException("{{ " + expression + " }} is None or undefined");
    }
    return PythonText.written(value);
  }
}
