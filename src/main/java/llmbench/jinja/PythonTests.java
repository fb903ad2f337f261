// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Tests ({@code is …}) that do in Jinja what they do not in jinjava. */
final class PythonTests {
  private PythonTests() {}

  static void register(Context context) {
    add(context, "sequence", (value, other) -> iterable(value));
    add(context, "iterable", (value, other) -> iterable(value));
    add(context, "string", (value, other) -> value instanceof CharSequence);
    add(context, "mapping", (value, other) -> value instanceof Map<?, ?>);
    for (String name : new String[] {"eq", "equalto", "=="}) {
      add(context, name, PythonOperators::equal);
    }
    for (String name : new String[] {"ne", "!="}) {
      add(context, name, (value, other) -> !PythonOperators.equal(value, other));
    }
  }

  private static boolean iterable(@Nullable Object value) {
    return value instanceof CharSequence
        || value instanceof Map<?, ?>
        || value instanceof Collection<?>;
  }

  private static void add(
      Context context, String name, BiPredicate<@Nullable Object, @Nullable Object> test) {
    context.registerExpTest(
        new ExpTest() {
          @Override
          public String getName() {
            return name;
          }

          @Override
          public boolean evaluate(
              Object value, JinjavaInterpreter interpreter, Object... arguments) {
            return test.test(value, arguments.length == 0 ? null : arguments[0]);
          }
        });
  }
}
