// SPDX-License-Identifier: Apache-2.0
package llmbench.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates in the style of the families, and expressions, against transformers' own output. */
class JinjaTemplateTest {
  private static final Path FOLDER = Path.of("src/test/resources/chattemplates");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> goldens() throws IOException {
    return Files.readAllLines(FOLDER.resolve("goldens.jsonl")).stream()
        .map(JinjaTemplateTest::json);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String render(String template, String conversation) throws IOException {
    JsonNode asked =
        json(Files.readString(FOLDER.resolve("conversations.json"))).path(conversation);
    Map<String, Object> variables = new HashMap<>();
    variables.put("bos_token", "<s>");
    variables.put("eos_token", "</s>");
    variables.put("tools", null);
    variables.put("documents", null);
    variables.put("messages", JSON.convertValue(asked.path("messages"), Object.class));
    variables.put("add_generation_prompt", asked.path("add_generation_prompt").asBoolean(true));
    asked
        .path("kwargs")
        .properties()
        .forEach(e -> variables.put(e.getKey(), JSON.convertValue(e.getValue(), Object.class)));
    return JinjaTemplate.of(template).render(variables);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void rendersAsTransformersDo(JsonNode golden) throws IOException {
    String template = Files.readString(FOLDER.resolve(golden.path("template").asText()));
    String conversation = golden.path("conversation").asText();
    if (golden.has("text")) {
      assertThat(render(template, conversation)).isEqualTo(golden.path("text").asText());
    } else {
      assertThatThrownBy(() -> render(template, conversation)).isInstanceOf(JinjaException.class);
    }
  }

  @Test
  void anExpressionIsRightOrRefused() throws IOException {
    Set<String> refused = new LinkedHashSet<>();
    for (String line : Files.readAllLines(FOLDER.resolve("expressions.jsonl"))) {
      JsonNode golden = json(line);
      String template = golden.path("template").asText();
      try {
        assertThat(render(template, "system"))
            .as(template)
            .isEqualTo(golden.path("text").asText(null));
      } catch (JinjaException e) {
        if (golden.has("text")) {
          refused.add(template);
        }
      }
    }
    assertThat(refused)
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(FOLDER.resolve("refused.txt")));
  }
}
