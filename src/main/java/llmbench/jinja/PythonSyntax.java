// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.ext.AdditionOperator;
import com.hubspot.jinjava.el.ext.AstNamedParameter;
import com.hubspot.jinjava.el.ext.CollectionMembershipOperator;
import com.hubspot.jinjava.el.ext.CollectionNonMembershipOperator;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.el.ext.NamedParameterOperator;
import com.hubspot.jinjava.el.ext.StringConcatOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner;
import jinjava.de.odysseus.el.tree.impl.Scanner.Symbol;
import jinjava.de.odysseus.el.tree.impl.ast.AstBinary;
import jinjava.de.odysseus.el.tree.impl.ast.AstChoice;
import jinjava.de.odysseus.el.tree.impl.ast.AstDot;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstNull;
import jinjava.de.odysseus.el.tree.impl.ast.AstParameters;
import jinjava.de.odysseus.el.tree.impl.ast.AstString;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/**
 * jinjava's expressions with Python's operators and with slices that have a step. Public since
 * jinjava makes it by reflection.
 */
public final class PythonSyntax extends ExtendedSyntaxBuilder {
  private static final long serialVersionUID = 1;

  /** What stands for jinjava's operators. */
  private static final Map<AstBinary.Operator, AstBinary.Operator> PYTHONS =
      Map.of(
          AdditionOperator.OP, PythonOperators.ADD,
          AstBinary.MUL, PythonOperators.MULTIPLY,
          AstBinary.MOD, PythonOperators.REMAINDER,
          AstBinary.AND, PythonOperators.AND,
          AstBinary.EQ, PythonOperators.EQUAL,
          AstBinary.NE, PythonOperators.UNEQUAL);

  /** With that of what the expression language can do. */
  public PythonSyntax(Builder.Feature... features) {
    super(features);
  }

  @Override
  protected Parser createParser(String expression) {
    return new PythonParser(this, expression);
  }

  private static final class PythonParser extends ExtendedParser {
    PythonParser(Builder context, String input) {
      super(context, input);
      handle(CollectionMembershipOperator.TOKEN, ExtensionPoint.CMP, PythonOperators.IN);
      handle(CollectionNonMembershipOperator.TOKEN, ExtensionPoint.CMP, PythonOperators.NOT_IN);
      handle(StringConcatOperator.TOKEN, ExtensionPoint.ADD, PythonOperators.CONCAT);
    }

    private void handle(
        Scanner.ExtensionToken token, ExtensionPoint point, AstBinary.Operator operator) {
      putExtensionHandler(
          token,
          new ExtensionHandler(point) {
            @Override
            public AstNode createAstNode(AstNode... children) {
              return new AstBinary(children[0], children[1], operator);
            }
          });
    }

    @Override
    protected AstBinary createAstBinary(AstNode left, AstNode right, AstBinary.Operator operator) {
      return new AstBinary(left, right, PYTHONS.getOrDefault(operator, operator));
    }

    /** Filters and tests that are not known would else be passed over. */
    @Override
    protected AstDot createAstDot(AstNode base, String property, boolean left) {
      if (base instanceof AstIdentifier identifier) {
        known(identifier.getName(), FILTER_PREFIX, PythonJinjava.FILTERS, "filter");
        known(identifier.getName(), EXPTEST_PREFIX, PythonJinjava.TESTS, "test");
      }
      return super.createAstDot(base, property, left);
    }

    private static void known(String name, String prefix, Set<String> built, String kind) {
      if (name.startsWith(prefix) && !built.contains(name.substring(prefix.length()))) {
        throw new ELException(
            "the " + kind + " \"" + name.substring(prefix.length()) + "\" is not built");
      }
    }

    /** {@code a if b}: without {@code else} it is nothing, which is written as an empty text. */
    @Override
    protected AstChoice createAstChoice(AstNode question, AstNode yes, AstNode no) {
      return super.createAstChoice(question, yes, no instanceof AstNull ? new AstString("") : no);
    }

    /** Jinja's order: {@code not} binds less than comparisons and tests, more than {@code and}. */
    @Override
    protected @Nullable AstNode and(boolean required) throws Scanner.ScanException, ParseException {
      AstNode value = not(required);
      while (value != null && getToken().getSymbol() == Symbol.AND) {
        consumeToken();
        value = new AstBinary(value, not(true), PythonOperators.AND);
      }
      return value;
    }

    private @Nullable AstNode not(boolean required) throws Scanner.ScanException, ParseException {
      if (getToken().getSymbol() != Symbol.NOT) {
        return eq(required);
      }
      consumeToken();
      return createAstUnary(not(true), AstUnary.NOT);
    }

    /** Arguments, of which those with names take a whole expression. */
    @Override
    protected AstParameters params(Symbol left, Symbol right)
        throws Scanner.ScanException, ParseException {
      consumeToken(left);
      List<AstNode> arguments = new ArrayList<>();
      while (getToken().getSymbol() != right) {
        arguments.add(argument());
        if (getToken().getSymbol() == right) {
          break;
        }
        consumeToken(Symbol.COMMA);
      }
      consumeToken(right);
      return createAstParameters(arguments);
    }

    private AstNode argument() throws Scanner.ScanException, ParseException {
      if (getToken().getSymbol() == Symbol.IDENTIFIER
          && lookahead(0) == NamedParameterOperator.TOKEN) {
        AstIdentifier name = identifier(consumeToken().getImage());
        consumeToken();
        return new AstNamedParameter(name, expr(true));
      }
      return expr(true);
    }

    /**
     * A value, and what follows it: members, calls and slices. jinjava's has no step in a slice.
     */
    @Override
    protected @Nullable AstNode value() throws Scanner.ScanException, ParseException {
      AstNode value = nonliteral();
      if (value == null) {
        value = literal();
      }
      while (value != null) {
        if (getToken().getSymbol() == Symbol.DOT) {
          consumeToken();
          value = member(value, consumeToken(Symbol.IDENTIFIER).getImage());
        } else if (getToken().getSymbol() == Symbol.LBRACK) {
          consumeToken();
          value = bracket(value);
        } else {
          break;
        }
      }
      return value;
    }

    private AstNode member(AstNode value, String name)
        throws Scanner.ScanException, ParseException {
      return getToken().getSymbol() == Symbol.LPAREN
          ? createAstMethod(createAstDot(value, name, true), params())
          : createAstDot(value, name, true);
    }

    private AstNode bracket(AstNode value) throws Scanner.ScanException, ParseException {
      AstNode from = expr(false);
      if (getToken().getSymbol() != Symbol.COLON) {
        consumeToken(Symbol.RBRACK);
        return createAstBracket(value, from, true, false);
      }
      consumeToken(Symbol.COLON);
      AstNode to = expr(false);
      AstNode step = null;
      if (getToken().getSymbol() == Symbol.COLON) {
        consumeToken(Symbol.COLON);
        step = expr(false);
      }
      consumeToken(Symbol.RBRACK);
      return new Slice(value, from, to, step);
    }
  }
}
