// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.JinjavaInterpreter.InterpreterScopeClosable;
import com.hubspot.jinjava.lib.tag.ElseTag;
import com.hubspot.jinjava.lib.tag.ForTag;
import com.hubspot.jinjava.objects.collections.PyList;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.TagToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.apache.commons.lang3.tuple.Pair;

/**
 * {@code for x in items if condition}: only items for which the condition holds are gone through.
 */
final class PythonFor extends ForTag {
  private static final long serialVersionUID = 1;

  @Override
  public String interpretUnchecked(TagNode node, JinjavaInterpreter interpreter) {
    Pair<List<String>, String> loop = getLoopVarsAndExpression((TagToken) node.getMaster());
    for (Node child : node.getChildren()) {
      if (child instanceof TagNode tag && tag.getName().equals(ElseTag.TAG_NAME)) {
        throw PythonTags.refused(node, "for … else is not built");
      }
    }
    String of = loop.getRight();
    int condition = outside(of, " if ");
    if (condition >= 0 && outside(of, " else ") > condition) {
      condition = -1; // a choice between two lists
    }
    if (outside(of, " recursive") >= 0) {
      throw PythonTags.refused(node, "for … recursive is not built");
    }
    Object items =
        interpreter.resolveELExpression(
            condition < 0 ? of : of.substring(0, condition), node.getLineNumber());
    List<Object> gone = items == null ? new ArrayList<>() : PythonFilters.items(items);
    if (condition >= 0) {
      String holds = of.substring(condition + " if ".length());
      gone.removeIf(item -> !holds(interpreter, loop.getLeft(), item, holds, node));
    }
    return renderForCollection(node, interpreter, loop.getLeft(), new PyList(gone));
  }

  private static boolean holds(
      JinjavaInterpreter interpreter,
      List<String> names,
      Object item,
      String condition,
      TagNode node) {
    InterpreterScopeClosable scope = interpreter.enterScope();
    try {
      if (names.size() == 1) {
        interpreter.getContext().put(names.get(0), interpreter.wrap(item));
      } else if (names.size() == 2 && item instanceof Entry<?, ?> pair) {
        interpreter.getContext().put(names.get(0), pair.getKey());
        interpreter.getContext().put(names.get(1), interpreter.wrap(pair.getValue()));
      } else {
        throw PythonTags.refused(node, "for … if is built for one name, or a key and its value");
      }
      return PythonTruth.of(interpreter.resolveELExpression(condition, node.getLineNumber()));
    } finally {
      scope.close();
    }
  }

  /** Where a word is, outside of quotes and brackets; below 0 where it is not. */
  private static int outside(String text, String word) {
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && text.startsWith(word, i)) {
        return i;
      }
    }
    return -1;
  }
}
