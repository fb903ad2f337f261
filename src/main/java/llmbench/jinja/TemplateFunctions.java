// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.el.ext.NamedParameter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.objects.Namespace;
import com.hubspot.jinjava.objects.date.StrftimeFormatter;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of a template. Public since jinjava calls them by reflection. */
public final class TemplateFunctions {
  private TemplateFunctions() {}

  static ELFunctionDefinition definition(String name) {
    return switch (name) {
      case "namespace" ->
          new ELFunctionDefinition("", name, TemplateFunctions.class, "namespace", Object[].class);
      case "raise_exception" ->
          new ELFunctionDefinition(
              "", name, TemplateFunctions.class, "raiseException", Object.class);
      default ->
          new ELFunctionDefinition("", name, TemplateFunctions.class, "strftimeNow", Object.class);
    };
  }

  /** {@code namespace(a=1, b=2)}. */
  public static Namespace namespace(Object... members) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Object member : members) {
      if (member instanceof NamedParameter named) {
        values.put(named.getName(), named.getValue());
      } else if (member instanceof Map<?, ?> map) {
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
      } else {
        throw new IllegalArgumentException("namespace() takes names and values");
      }
    }
    return new Namespace(values);
  }

  /** {@code raise_exception(message)}: the template refuses its conversation. */
  public static Object raiseException(@Nullable Object message) {
    throw new IllegalArgumentException(PythonText.written(message));
  }

  /** {@code strftime_now(format)}: the local time. */
  public static String strftimeNow(@Nullable Object format) {
    return StrftimeFormatter.format(
        ZonedDateTime.now(ZoneId.systemDefault()), PythonText.written(format), Locale.ENGLISH);
  }
}
