// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.InterpreterFactory;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.lib.Importable;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeBuilder;
import jinjava.javax.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;

/**
 * jinjava with Python's syntax, operators, methods and texts, and only those parts of it that are
 * proved.
 */
final class PythonJinjava extends Jinjava {
  private static final Set<String> TAGS =
      Set.of(
          "if",
          "elif",
          "else",
          "for",
          "set",
          "macro",
          "call",
          "raw",
          "break",
          "continue",
          "do",
          "generation");
  static final Set<String> FILTERS =
      Set.of(
          "abs",
          "capitalize",
          "count",
          "d",
          "default",
          "e",
          "escape",
          "first",
          "indent",
          "int",
          "items",
          "join",
          "last",
          "length",
          "list",
          "lower",
          "map",
          "reject",
          "rejectattr",
          "replace",
          "reverse",
          "safe",
          "select",
          "selectattr",
          "sort",
          "string",
          "title",
          "tojson",
          "trim",
          "unique",
          "upper");
  static final Set<String> TESTS =
      Set.of(
          "defined",
          "undefined",
          "none",
          "number",
          "string",
          "mapping",
          "sequence",
          "iterable",
          "integer",
          "float",
          "boolean",
          "true",
          "false",
          "even",
          "odd",
          "divisibleby",
          "eq",
          "equalto",
          "==",
          "ne",
          "!=",
          "in",
          "lt",
          "gt",
          "le",
          "ge",
          "<",
          ">",
          "<=",
          ">=");
  private static final Set<String> FUNCTIONS =
      Set.of("range", "namespace", "raise_exception", "strftime_now");

  private final ExpressionFactory expressions;
  private final JinjavaConfig proved;

  PythonJinjava() {
    super(config(Map.of()));
    Properties syntax = new Properties();
    syntax.setProperty(TreeBuilder.class.getName(), PythonSyntax.class.getName());
    expressions = new ExpressionFactoryImpl(syntax, new PythonTruth());
    Context context = getGlobalContext();
    PythonFilters.register(context);
    PythonTests.register(context);
    PythonTags.register(context);
    for (String function : Set.of("namespace", "raise_exception", "strftime_now")) {
      context.registerFunction(TemplateFunctions.definition(function));
    }
    proved = config(unproved(context));
  }

  @Override
  public ExpressionFactory getExpressionFactory() {
    return expressions;
  }

  /** Renders with what is proved only. */
  RenderResult rendered(String template, Map<String, @Nullable Object> variables) {
    return renderForResult(template, variables, proved);
  }

  private static JinjavaConfig config(Map<Library, Set<String>> disabled) {
    return JinjavaConfig.newBuilder()
        .withTrimBlocks(true)
        .withLstripBlocks(true)
        .withNestedInterpretationEnabled(false)
        .withEnableRecursiveMacroCalls(true)
        .withMaxRenderDepth(100)
        .withElResolver(PythonMethods.resolver())
        .withInterperterFactory(new Interpreters())
        .withDisabled(disabled)
        .withLegacyOverrides(
            LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUsePyishObjectMapper(true)
                .withUseSnakeCasePropertyNaming(true)
                .withUseNaturalOperatorPrecedence(true)
                .withParseWhitespaceControlStrictly(true)
                .withAllowAdjacentTextNodes(true)
                .withUseTrimmingForNotesAndExpressions(true)
                .withKeepNullableLoopValues(true)
                .build())
        .build();
  }

  /** What jinjava has beyond Jinja, or does otherwise. */
  private static Map<Library, Set<String>> unproved(Context context) {
    Map<Library, Set<String>> names = new HashMap<>();
    names.put(Library.FILTER, beyond(context.getAllFilters(), FILTERS));
    names.put(Library.TAG, beyond(context.getAllTags(), TAGS));
    names.put(
        Library.FUNCTION,
        context.getAllFunctions().stream()
            .map(ELFunctionDefinition::getName)
            .filter(name -> !FUNCTIONS.contains(name.substring(name.indexOf(':') + 1)))
            .collect(Collectors.toSet()));
    return names;
  }

  private static Set<String> beyond(Collection<? extends Importable> present, Set<String> proved) {
    return present.stream()
        .map(Importable::getName)
        .filter(name -> !proved.contains(name) && !name.startsWith("end"))
        .collect(Collectors.toSet());
  }

  /** Interpreters that write values as Python does. */
  private static final class Interpreters implements InterpreterFactory {
    @Override
    public JinjavaInterpreter newInstance(JinjavaInterpreter original) {
      return new PythonInterpreter(original);
    }

    @Override
    public JinjavaInterpreter newInstance(
        Jinjava application, Context context, JinjavaConfig config) {
      return new PythonInterpreter(application, context, config);
    }
  }
}
