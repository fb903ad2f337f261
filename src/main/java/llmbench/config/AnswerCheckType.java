// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import llmbench.plan.AnswerCheck;
import llmbench.plan.AnswerCheck.Kind;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** What answers are checked by. */
final class AnswerCheckType implements ValueType<AnswerCheck> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WORDS = List.of("number", "choice", "exact");

  @Override
  public String expected() {
    return "number, choice, exact, {regex: …} or {json_schema: …}";
  }

  @Override
  public @Nullable AnswerCheck read(Node node, Report report) {
    if (node instanceof MappingNode map && map.getValue().size() == 1) {
      NodeTuple entry = map.getValue().get(0);
      AnswerCheck check = ofUser(Scalars.text(entry.getKeyNode()), entry.getValueNode());
      if (check != null) {
        return check;
      }
    }
    String word = Scalars.text(node);
    if (word != null && WORDS.contains(word)) {
      return new AnswerCheck(Kind.valueOf(word.toUpperCase(Locale.ROOT)), null);
    }
    report.expected(node, expected());
    return null;
  }

  private static @Nullable AnswerCheck ofUser(@Nullable String kind, Node value) {
    if ("regex".equals(kind)) {
      String pattern = Scalars.text(value);
      return pattern == null ? null : new AnswerCheck(Kind.REGEX, pattern);
    }
    if ("json_schema".equals(kind) && value instanceof MappingNode) {
      try {
        return new AnswerCheck(Kind.JSON_SCHEMA, JSON.writeValueAsString(JsonTypes.value(value)));
      } catch (JsonProcessingException e) {
        return null;
      }
    }
    return null;
  }
}
