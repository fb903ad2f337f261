// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import llmbench.Golden;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void wordsAreSplitAsByPythonsShlex() throws IOException {
    JsonNode rows = new ObjectMapper().readTree(Golden.read("sweep/split.json"));
    assertThat(rows).hasSizeGreaterThan(20);
    for (JsonNode row : rows) {
      String text = row.path("text").textValue();
      if (row.has("error")) {
        assertThatThrownBy(() -> CommandLine.split(text))
            .as(text)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageMatching("a closing quote|a character after the last .");
      } else {
        List<String> words = new ArrayList<>();
        row.path("words").forEach(word -> words.add(word.textValue()));
        assertThat(CommandLine.split(text)).as(text).isEqualTo(words);
      }
    }
  }

  @Test
  void theAddressIsTheCommands() {
    assertThat(ServerAddress.of(List.of("vllm", "serve", "m")).baseUrl())
        .isEqualTo("http://localhost:8000");
    assertThat(ServerAddress.of(List.of("vllm", "--host", "10.0.0.1", "--port=9", "-p", "7")))
        .isEqualTo(new ServerAddress("10.0.0.1", 7));
    assertThat(ServerAddress.of(List.of("vllm", "--host=0.0.0.0", "--port", "81")).baseUrl())
        .isEqualTo("http://localhost:81");
    assertThat(ServerAddress.of(List.of("vllm", "--host", "::1")).baseUrl())
        .isEqualTo("http://[::1]:8000");
    assertThatThrownBy(() -> ServerAddress.of(List.of("vllm", "--port", "x")))
        .hasMessage("expected a --port from 1 to 65535, found \"x\"");
  }

  @Test
  void joinedWordsAreSplitAgain() {
    List<String> words = List.of("vllm", "a b", "it's", "", "--x=1,2", "\"q\"", "$HOME", "\\");
    assertThat(CommandLine.split(CommandLine.join(words))).isEqualTo(words);
    assertThat(CommandLine.join(List.of("a", "b c", "d'e"))).isEqualTo("a 'b c' 'd'\"'\"'e'");
  }
}
