// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.tag.IfTag;
import com.hubspot.jinjava.lib.tag.SetTag;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import java.util.ArrayList;
import java.util.List;

/** Tags that do in Jinja what they do not in jinjava. */
final class PythonTags {
  private PythonTags() {}

  static void register(Context context) {
    context.registerTag(new PythonIf());
    context.registerTag(new PythonSet());
    context.registerTag(new PythonFor());
    context.registerTag(new Generation());
  }

  /** Python's truth. */
  private static final class PythonIf extends IfTag {
    private static final long serialVersionUID = 1;

    @Override
    public boolean isPositiveIfElseNode(TagNode node, JinjavaInterpreter interpreter) {
      return PythonTruth.of(
          interpreter.resolveELExpression(
              node.getHelpers(), node.getLineNumber(), node.getStartPosition()));
    }
  }

  /** {@code set a, b = [1, 2]} takes the list apart. */
  private static final class PythonSet extends SetTag {
    private static final long serialVersionUID = 1;

    @Override
    public void executeSet(
        TagToken token,
        JinjavaInterpreter interpreter,
        String[] names,
        List<?> values,
        boolean overrides) {
      boolean apart =
          names.length > 1
              && values != null
              && values.size() == 1
              && values.get(0) instanceof List<?>;
      super.executeSet(
          token,
          interpreter,
          names,
          apart ? new ArrayList<>((List<?>) values.get(0)) : values,
          overrides);
    }
  }

  /** {@code generation}: marks an answer's text, which is written as it is. */
  private static final class Generation implements Tag {
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
      return "generation";
    }

    @Override
    public String interpret(TagNode node, JinjavaInterpreter interpreter) {
      StringBuilder text = new StringBuilder();
      for (Node child : node.getChildren()) {
        text.append(child.render(interpreter).toString());
      }
      return text.toString();
    }
  }

  /** A part of the language that is not built. */
  static InterpretException refused(TagNode node, String what) {
    return new InterpretException(what, node.getLineNumber(), node.getStartPosition());
  }
}
