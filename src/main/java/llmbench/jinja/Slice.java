// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.objects.collections.PyList;
import java.util.ArrayList;
import java.util.List;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstRightValue;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/** {@code value[from:to:step]}, as Python's {@code slice.indices} has it. */
final class Slice extends AstRightValue {
  private final AstNode value;
  private final @Nullable AstNode from;
  private final @Nullable AstNode to;
  private final @Nullable AstNode step;

  Slice(AstNode value, @Nullable AstNode from, @Nullable AstNode to, @Nullable AstNode step) {
    this.value = value;
    this.from = from;
    this.to = to;
    this.step = step;
  }

  @Override
  public Object eval(Bindings bindings, ELContext context) {
    Object of = value.eval(bindings, context);
    if (of instanceof CharSequence text) {
      // Python counts code points.
      int[] points = text.codePoints().toArray();
      StringBuilder taken = new StringBuilder();
      for (int at : places(points.length, bindings, context)) {
        taken.appendCodePoint(points[at]);
      }
      return taken.toString();
    } else if (of instanceof List<?> list) {
      List<Object> taken = new ArrayList<>();
      for (int at : places(list.size(), bindings, context)) {
        taken.add(list.get(at));
      }
      return new PyList(taken);
    }
    throw new ELException("a slice is of a text or a list, not of " + PythonOperators.kind(of));
  }

  private List<Integer> places(int size, Bindings bindings, ELContext context) {
    int by = number(step, 1, bindings, context);
    if (by == 0) {
      throw new ELException("slice step cannot be zero");
    }
    int least = by > 0 ? 0 : -1;
    int most = by > 0 ? size : size - 1;
    int first = bound(from, by > 0 ? least : most, size, least, most, bindings, context);
    int end = bound(to, by > 0 ? most : least, size, least, most, bindings, context);
    List<Integer> places = new ArrayList<>();
    for (int at = first; by > 0 ? at < end : at > end; at += by) {
      places.add(at);
    }
    return places;
  }

  private static int bound(
      @Nullable AstNode node,
      int absent,
      int size,
      int least,
      int most,
      Bindings bindings,
      ELContext context) {
    if (node == null) {
      return absent;
    }
    int given = number(node, 0, bindings, context);
    return Math.max(least, Math.min(most, given < 0 ? given + size : given));
  }

  private static int number(
      @Nullable AstNode node, int absent, Bindings bindings, ELContext context) {
    Object given = node == null ? Integer.valueOf(absent) : node.eval(bindings, context);
    if (given instanceof Number number) {
      return number.intValue();
    }
    throw new ELException("slice indices must be integers, not " + PythonOperators.kind(given));
  }

  @Override
  public void appendStructure(StringBuilder text, Bindings bindings) {
    value.appendStructure(text, bindings);
    text.append("[:]");
  }

  @Override
  public int getCardinality() {
    return 1;
  }

  @Override
  public AstNode getChild(int index) {
    return value;
  }
}
