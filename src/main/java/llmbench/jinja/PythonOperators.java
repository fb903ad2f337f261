// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jinjava.de.odysseus.el.misc.NumberOperations;
import jinjava.de.odysseus.el.misc.TypeConverter;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary.SimpleOperator;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** Operators that do in Python what they do not in jinjava. */
final class PythonOperators {
  static final AstBinary.Operator ADD = simple(PythonOperators::add);
  static final AstBinary.Operator MULTIPLY = simple(PythonOperators::multiply);
  static final AstBinary.Operator REMAINDER = simple(PythonOperators::remainder);
  static final AstBinary.Operator EQUAL = simple((c, a, b) -> equal(a, b));
  static final AstBinary.Operator UNEQUAL = simple((c, a, b) -> !equal(a, b));
  static final AstBinary.Operator IN = simple((c, a, b) -> in(a, b));
  static final AstBinary.Operator NOT_IN = simple((c, a, b) -> !in(a, b));
  static final AstBinary.Operator CONCAT = simple((c, a, b) -> definite(a, "~") + definite(b, "~"));

  /** The operand that decides, not its truth; the right one only where it is needed. */
  static final AstBinary.Operator AND =
      (bindings, context, left, right) -> {
        Object first = left.eval(bindings, context);
        return PythonTruth.of(first) ? right.eval(bindings, context) : first;
      };

  private PythonOperators() {}

  /** An operator of two values. */
  private interface Operation {
    @Nullable Object apply(TypeConverter converter, @Nullable Object left, @Nullable Object right);
  }

  private static AstBinary.Operator simple(Operation operation) {
    return new SimpleOperator() {
      @Override
      protected @Nullable Object apply(
          TypeConverter converter, @Nullable Object left, @Nullable Object right) {
        return operation.apply(converter, left, right);
      }
    };
  }

  private static Object add(
      TypeConverter converter, @Nullable Object left, @Nullable Object right) {
    if (left instanceof CharSequence && right instanceof CharSequence) {
      return left.toString() + right;
    } else if (left instanceof Collection<?> first && right instanceof Collection<?> second) {
      List<Object> both = new ArrayList<>(first);
      both.addAll(second);
      return new PyList(both);
    } else if (left instanceof Number && right instanceof Number) {
      return NumberOperations.add(converter, left, right);
    }
    throw new ELException("cannot add " + kind(left) + " and " + kind(right));
  }

  private static Object multiply(
      TypeConverter converter, @Nullable Object left, @Nullable Object right) {
    if (left instanceof CharSequence text && right instanceof Number times) {
      return text.toString().repeat(Math.max(0, times.intValue()));
    } else if (left instanceof Number && right instanceof Number) {
      return NumberOperations.mul(converter, left, right);
    }
    throw new ELException("cannot multiply " + kind(left) + " by " + kind(right));
  }

  private static Object remainder(
      TypeConverter converter, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Long first && right instanceof Long second && second != 0) {
      return Math.floorMod(first, second);
    } else if (left instanceof Integer first && right instanceof Long second && second != 0) {
      return Math.floorMod((long) first, second);
    }
    throw new ELException("cannot take the remainder of " + kind(left) + " by " + kind(right));
  }

  /** {@code str(value)}, which must be something: None and undefined are written differently. */
  private static String definite(@Nullable Object value, String operator) {
    if (value == null) {
      throw new ELException("cannot tell None from undefined beside " + operator);
    }
    return PythonText.written(value);
  }

  /** Python's {@code ==}. */
  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    } else if (left instanceof CharSequence text && right instanceof CharSequence other) {
      return text.toString().contentEquals(other);
    } else if (left instanceof Map<?, ?> first && right instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
    } else if (left instanceof Collection<?> first && right instanceof Collection<?> second) {
      return first.size() == second.size() && equalItems(first.iterator(), second.iterator());
    }
    Double first = number(left);
    Double second = number(right);
    return first != null && second != null && first.doubleValue() == second.doubleValue();
  }

  private static boolean equalItems(Iterator<?> first, Iterator<?> second) {
    while (first.hasNext()) {
      if (!equal(first.next(), second.next())) {
        return false;
      }
    }
    return true;
  }

  /** A number or a truth value, which Python takes for 1 or 0. */
  private static @Nullable Double number(Object value) {
    return value instanceof Number number
        ? Double.valueOf(number.doubleValue())
        : value instanceof Boolean flag ? Double.valueOf(flag ? 1 : 0) : null;
  }

  private static boolean in(@Nullable Object item, @Nullable Object container) {
    if (container instanceof CharSequence text && item instanceof CharSequence part) {
      return text.toString().contains(part);
    } else if (container instanceof Map<?, ?> map) {
      return map.keySet().stream().anyMatch(key -> equal(key, item));
    } else if (container instanceof Collection<?> items) {
      return items.stream().anyMatch(each -> equal(each, item));
    }
    throw new ELException(kind(item) + " cannot be in " + kind(container));
  }

  /** A value's kind, for messages. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "None or undefined";
    } else if (value instanceof CharSequence) {
      return "a text";
    } else if (value instanceof Map<?, ?>) {
      return "a map";
    } else if (value instanceof Collection<?>) {
      return "a list";
    }
    return value instanceof Boolean ? "a truth value" : "a number";
  }
}
