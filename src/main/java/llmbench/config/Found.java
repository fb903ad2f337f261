// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Locale;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Shows what is written in a place, short enough for a line. */
final class Found {
  private static final int LONGEST = 60;

  private Found() {}

  static String describe(Node node) {
    if (node instanceof ScalarNode scalar) {
      if (Scalars.isNull(scalar)) {
        return "nothing";
      }
      String text = scalar.getValue();
      boolean bare = scalar.isPlain() && (Scalars.looksNumeric(text) || Scalars.flag(text) != null);
      return bare ? clip(text) : quote(text);
    }
    return node instanceof MappingNode ? "a map" : "a list";
  }

  static String quote(String text) {
    return '"' + clip(text) + '"';
  }

  /** The text on one line, without characters that a terminal would obey. */
  static String clip(String text) {
    StringBuilder shown = new StringBuilder();
    int length = Math.min(text.length(), LONGEST);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return text.length() > LONGEST ? shown + "…" : shown.toString();
  }
}
