// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bodies, field for field, beside those that vLLM's own client sent. */
class VllmBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/bodies.jsonl");

  @TestFactory
  Stream<DynamicTest> sendsWhatVllmSends() throws IOException {
    return goldens().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.path("backend").asText() + " " + golden, () -> check(golden)));
  }

  @Test
  void everyBackendOfVllmIsThere() throws IOException {
    Set<String> seen = new LinkedHashSet<>();
    goldens().forEach(golden -> seen.add(golden.path("backend").asText()));
    assertThat(seen).hasSize(13);
    assertThat(Backends.names()).containsAll(seen);
  }

  @Test
  void inputsAreCountedAlsoInABodyThatIsSentAgain() throws IOException {
    int compared = 0;
    for (JsonNode golden : goldens()) {
      Backend backend = Backends.named(golden.path("backend").asText());
      if (backend.api().pooling()) {
        Prompt prompt = prompt(golden);
        JsonNode texts = golden.path("prompt");
        boolean ranks = golden.path("body").has("documents");
        int inputs = texts.isArray() ? texts.size() - (ranks ? 1 : 0) : 1;
        String body = golden.path("body").toString();
        assertThat(backend.sequences(prompt)).isEqualTo(inputs);
        assertThat(backend.sequences(new Prompt("", 3, 0, PromptParts.NONE.withBody(body))))
            .isEqualTo(inputs);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  private static void check(JsonNode golden) throws IOException {
    Backend backend = Backends.named(golden.path("backend").asText());
    byte[] body =
        backend.bodyOf(
            prompt(golden),
            new Payload("m", golden.path("ignore_eos").asBoolean(), null, extra(golden)),
            golden.path("index").asInt());
    if (golden.has("form")) {
      assertThat(form(new String(body, StandardCharsets.UTF_8)))
          .isEqualTo(golden.path("form").toString());
    } else {
      // As texts, so that the order counts.
      assertThat(JSON.readTree(body).toString()).isEqualTo(golden.path("body").toString());
    }
  }

  private static Prompt prompt(JsonNode golden) throws IOException {
    JsonNode given = golden.path("prompt");
    PromptParts parts = PromptParts.NONE;
    if (given.isArray()) {
      List<String> texts = new ArrayList<>();
      given.forEach(text -> texts.add(text.asText()));
      parts = parts.withTexts(texts);
    }
    if (golden.path("media").isObject()) {
      parts = parts.withMedia(List.of(map(golden.path("media"))));
    }
    if (golden.has("form")) {
      Map<String, Object> audio = new LinkedHashMap<>();
      audio.put("type", "audio_file");
      audio.put("filename", "bodies.wav");
      audio.put("content_type", "audio/wav");
      audio.put("seconds", 0.01);
      audio.put("data", "AQID");
      parts = parts.withMedia(List.of(audio));
    }
    return new Prompt(given.isTextual() ? given.asText() : "", 3, 16, parts);
  }

  private static Map<String, Object> extra(JsonNode golden) throws IOException {
    return map(golden.path("extra_body"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode node) throws IOException {
    return JSON.treeToValue(node, LinkedHashMap.class);
  }

  /** The parts of a form, as the golden has them: a file by its name. */
  private static String form(String body) throws IOException {
    Matcher part =
        Pattern.compile(
                "name=\"(\\w+)\"(?:; filename=\"([^\"]+)\")?(?:\r\nContent-Type: [^\r]*)?"
                    + "\r\n\r\n(.*?)\r\n--",
                Pattern.DOTALL)
            .matcher(body);
    List<List<String>> parts = new ArrayList<>();
    while (part.find()) {
      parts.add(List.of(part.group(1), part.group(2) == null ? part.group(3) : part.group(2)));
    }
    return JSON.valueToTree(parts).toString();
  }

  private static List<JsonNode> goldens() throws IOException {
    List<JsonNode> goldens = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN)) {
      goldens.add(JSON.readTree(line));
    }
    return goldens;
  }
}
