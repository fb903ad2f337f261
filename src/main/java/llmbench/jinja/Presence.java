// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.NullValue;
import java.util.Map;
import java.util.Set;
import jinjava.de.odysseus.el.tree.Bindings;
import jinjava.de.odysseus.el.tree.impl.ast.AstBracket;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstMethod;
import jinjava.de.odysseus.el.tree.impl.ast.AstNested;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.javax.el.ELContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code is defined}, {@code is undefined} and {@code is none}, which tell None from what is not
 * there; jinjava takes both for the same.
 */
final class Presence extends AstMethod {
  /** The tests that are told apart here. */
  static final Set<String> TESTS = Set.of("defined", "undefined", "none");

  private final AstNode value;
  private final TestName test;

  Presence(TestName test, AstParameters parameters) {
    super(test, parameters);
    this.value = parameters.getChild(0);
    this.test = test;
  }

  /** A test that is called: {@code exptest:none.evaluate}. */
  static final class TestName extends AstDot {
    private final String name;
    private final boolean negated;

    TestName(AstNode base, String name, String method) {
      super(base, method, true);
      this.name = name;
      this.negated = method.equals("evaluateNegated");
    }
  }

  /** {@code base.name}. */
  static final class Member extends AstDot {
    private final AstNode base;
    private final String name;

    Member(AstNode base, String name) {
      super(base, name, true);
      this.base = base;
      this.name = name;
    }
  }

  /** {@code base[key]}. */
  static final class Item extends AstBracket {
    private final AstNode base;

    Item(AstNode base, AstNode key) {
      super(base, key, true, false);
      this.base = base;
    }
  }

  @Override
  public Object eval(Bindings bindings, ELContext context) {
    Object found = value.eval(bindings, context);
    boolean something = found != null && !(found instanceof NullValue);
    boolean defined = something || present(value, bindings, context);
    boolean holds =
        switch (test.name) {
          case "defined" -> defined;
          case "undefined" -> !defined;
          default -> defined && !something;
        };
    return holds != test.negated;
  }

  /** Whether what is None is there all the same. */
  private static boolean present(AstNode node, Bindings bindings, ELContext context) {
    if (node instanceof AstNested nested) {
      return present(nested.getChild(0), bindings, context);
    } else if (node instanceof AstIdentifier name) {
      return name.getName().equalsIgnoreCase("none") || variable(name.getName());
    } else if (node instanceof Member member) {
      return has(member.base.eval(bindings, context), member.name);
    } else if (node instanceof Item item) {
      return has(item.base.eval(bindings, context), item.getChild(1).eval(bindings, context));
    }
    return true;
  }

  private static boolean has(@Nullable Object base, @Nullable Object key) {
    return base instanceof Map<?, ?> map && map.containsKey(key);
  }

  private static boolean variable(String name) {
    for (Context scope = JinjavaInterpreter.getCurrent().getContext();
        scope != null;
        scope = scope.getParent()) {
      if (scope.getScope().containsKey(name)) {
        return true;
      }
    }
    return false;
  }
}
