// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.io.StringReader;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Text to YAML nodes, of which no object of a class is ever made. Nodes keep their line; lists and
 * maps cannot be aliased, so a small text cannot become a large tree.
 */
final class YamlText {
  private YamlText() {}

  /**
   * The text's node; null where there is none or it is wrong, which the consumer is then told with
   * the line, from 1. Nothing of the text is in the message, since it may be a secret.
   */
  static @Nullable Node compose(String text, ObjIntConsumer<String> wrong) {
    int unprintable = firstUnprintable(text);
    if (unprintable >= 0) {
      wrong.accept("text, found a control character", lineAt(text, unprintable));
      return null;
    }
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      wrong.accept("YAML, found " + problem(e), mark == null ? 1 : mark.getLine() + 1);
    } catch (YAMLException e) {
      wrong.accept(
          "YAML without aliases of lists or maps, at most 50 levels deep and 3 MB long,"
              + " found more",
          1);
    } catch (IllegalArgumentException e) {
      // SnakeYAML turns an escape beyond Unicode into a number without looking.
      wrong.accept("YAML, found an escape beyond \\U0010FFFF", 1);
    }
    return null;
  }

  /** The node of a text inside a node, with lines as if it stood there; null if it is wrong. */
  static @Nullable Node composeInner(String text, Node outer) {
    Node inner = compose("\n".repeat(outer.getStartMark().getLine()) + text, (problem, line) -> {});
    return inner == null || NodeRules.broken(inner) ? null : inner;
  }

  private static int firstUnprintable(String text) {
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!StreamReader.isPrintable(codePoint)) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return -1;
  }

  /** The line of a position, from 1. */
  static int lineAt(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  /** SnakeYAML's words quote the text, so they are told in our own. */
  private static String problem(MarkedYAMLException e) {
    String words = String.valueOf(e.getProblem());
    if (words.contains("mapping values are not allowed")) {
      return "a \": \" where no key can be; quote the value if it holds one";
    }
    if (words.contains("cannot start any token")) {
      return words.contains("TAB")
          ? "a tab; indent with spaces"
          : "a value that begins with a character reserved by YAML; quote the value";
    }
    if (words.contains("alias")) {
      return "an alias without an anchor; quote a value that begins with *";
    }
    if (words.contains("tag")) {
      return "an unknown tag; quote a value that begins with !";
    }
    if (words.contains("unexpected end of stream")) {
      return "a quote that is not closed";
    }
    if (words.contains("',' or ']'")) {
      return "a list in which a comma or the closing ] is missing";
    }
    if (words.contains("',' or '}'")) {
      return "a map in which a comma or the closing } is missing";
    }
    if (words.contains("another document")) {
      return "a second document; only one is read";
    }
    if (words.contains("<block end>")) {
      return "a line whose indentation does not fit those above it";
    }
    if (words.contains("expected ':'")) {
      return "a line without a \": \" after its key";
    }
    return "something that YAML does not allow";
  }
}
