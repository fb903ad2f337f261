// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** Filters that do in Jinja what they do not in jinjava. */
final class PythonFilters {
  private PythonFilters() {}

  /** What a filter does. */
  private interface Work {
    @Nullable Object apply(@Nullable Object value, Object[] arguments, Map<String, Object> named);
  }

  static void register(Context context) {
    add(context, "tojson", PythonFilters::json);
    add(context, "trim", (v, a, n) -> PythonStrings.stripped(text(v), first(a), true, true));
    add(context, "upper", (v, a, n) -> text(v).toUpperCase(Locale.ROOT));
    add(context, "lower", (v, a, n) -> text(v).toLowerCase(Locale.ROOT));
    add(context, "title", (v, a, n) -> PythonStrings.title(text(v)));
    add(context, "capitalize", (v, a, n) -> PythonStrings.capitalized(text(v)));
    add(context, "string", (v, a, n) -> text(v));
    add(context, "length", (v, a, n) -> length(v));
    add(context, "count", (v, a, n) -> length(v));
    add(context, "list", (v, a, n) -> new PyList(items(v)));
    add(context, "reverse", PythonFilters::reversed);
    add(context, "items", PythonFilters::pairs);
    add(context, "join", PythonFilters::joined);
    add(context, "default", PythonFilters::fallback);
    add(context, "d", PythonFilters::fallback);
    add(context, "replace", PythonFilters::replaced);
  }

  private static void add(Context context, String name, Work work) {
    context.registerFilter(
        new AdvancedFilter() {
          @Override
          public String getName() {
            return name;
          }

          @Override
          public @Nullable Object filter(
              Object value,
              JinjavaInterpreter interpreter,
              Object[] arguments,
              Map<String, Object> named) {
            return work.apply(value, arguments, named);
          }
        });
  }

  /** {@code str(value)}; undefined and None are refused, since they are written differently. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      throw new ELException("a filter of texts was given None or undefined");
    }
    return PythonText.written(value);
  }

  private static @Nullable String first(Object[] arguments) {
    return arguments.length == 0 ? null : text(arguments[0]);
  }

  private static long length(@Nullable Object value) {
    return value == null ? 0 : items(value).size();
  }

  private static Object reversed(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    List<Object> items = items(value);
    Collections.reverse(items);
    return value instanceof CharSequence
        ? String.join("", items.stream().map(String::valueOf).toList())
        : new PyList(items);
  }

  /** What Python gives one after the other. */
  static List<Object> items(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      List<Object> characters = new ArrayList<>();
      text.codePoints().forEach(point -> characters.add(Character.toString(point)));
      return characters;
    } else if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    } else if (value instanceof Collection<?> items) {
      return new ArrayList<>(items);
    }
    throw new ELException(PythonOperators.kind(value) + " has no items");
  }

  private static Object pairs(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    if (value instanceof Map<?, ?> map) {
      return PythonMethods.items(map);
    }
    throw new ELException("items is of a map, not of " + PythonOperators.kind(value));
  }

  private static Object joined(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    if (arguments.length > 1 || !named.isEmpty()) {
      throw new ELException("join is built with a text to put between");
    }
    String between = arguments.length == 0 ? "" : text(arguments[0]);
    return String.join(between, items(value).stream().map(PythonFilters::text).toList());
  }

  private static @Nullable Object fallback(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    Object other = arguments.length > 0 ? arguments[0] : "";
    boolean ofFalse = arguments.length > 1 && PythonTruth.of(arguments[1]);
    return value == null || (ofFalse && !PythonTruth.of(value)) ? other : value;
  }

  private static Object replaced(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    if (arguments.length != 2) {
      throw new ELException("replace is built with two texts");
    }
    return text(value).replace(text(arguments[0]), text(arguments[1]));
  }

  private static Object json(
      @Nullable Object value, Object[] arguments, Map<String, Object> named) {
    for (String name : named.keySet()) {
      if (!name.equals("indent") && !name.equals("ensure_ascii")) {
        throw new ELException("tojson is built without " + name);
      }
    }
    if (arguments.length > 0 || PythonTruth.of(named.get("ensure_ascii"))) {
      throw new ELException("tojson is built without ensure_ascii");
    }
    Object indent = named.get("indent");
    return new PythonJson(indent instanceof Number n ? n.intValue() : -1).of(value);
  }
}
