// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.util.ObjectTruthValue;
import org.jspecify.annotations.Nullable;

/** What is true in Python: every text but the empty one, {@code "false"} too. */
final class PythonTruth extends TruthyTypeConverter {
  private static final long serialVersionUID = 1;

  @Override
  protected Boolean coerceToBoolean(Object value) {
    return of(value);
  }

  static boolean of(@Nullable Object value) {
    return value instanceof CharSequence text ? !text.isEmpty() : ObjectTruthValue.evaluate(value);
  }
}
