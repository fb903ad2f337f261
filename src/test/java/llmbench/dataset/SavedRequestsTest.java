// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRequestsTest {
  @TempDir private Path folder;

  private List<Prompt> read(String lines, int count) throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.writeString(file, lines);
    return new SavedRequests(file)
        .prompts(
            new Dataset.Sampling(
                count,
                null,
                null,
                0,
                Tokenizers.open(
                    "src/test/resources/tokenizers/llmbench-small", Map.of(), warning -> {}),
                done -> {},
                warning -> {}));
  }

  @Test
  void whatWasWrittenComesBackByteForByte() throws IOException {
    List<Prompt> prompts =
        List.of(
            new Prompt("a", 3, 16, PromptParts.NONE.withArrivalSeconds(1.5)),
            new Prompt("b \"\\ é 你 😀\n", 5, 8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SavedRequests.write(
        out,
        prompts,
        i -> "id-" + i,
        i ->
            ("{ \"prompt\" : \"" + prompts.get(i).promptLen() + " é 你\",\"x\":1.50}")
                .getBytes(StandardCharsets.UTF_8));
    List<Prompt> back = read(out.toString(StandardCharsets.UTF_8), 5);
    assertThat(back).hasSize(2);
    assertThat(back.get(0).parts().body()).isEqualTo("{ \"prompt\" : \"3 é 你\",\"x\":1.50}");
    assertThat(back.get(0).parts().arrivalSeconds()).isEqualTo(1.5);
    assertThat(back.get(1).parts().body()).isEqualTo("{ \"prompt\" : \"5 é 你\",\"x\":1.50}");
    assertThat(back.get(1).promptLen()).isEqualTo(5);
    assertThat(back.get(1).outputLen()).isEqualTo(8);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"index\":0,\"request_id\":\"id-0\",\"prompt_len\":3,\"output_len\":16,");
  }

  @Test
  void noMoreAreTakenThanAsked() throws IOException {
    String line = "{\"prompt_len\": 1, \"output_len\": 2, \"body\": \"{}\"}\n";
    assertThat(read(line.repeat(4), 3)).hasSize(3);
  }

  @Test
  void badRowsAreToldWithTheirPlace() {
    mistake("{\"prompt_len\": 1, \"output_len\": 2}", "body: expected a string, found nothing");
    mistake(
        "{\"prompt_len\": 1, \"output_len\": 2, \"body\": \"{\"}",
        "body: expected the JSON text of a body, found a string");
    mistake(
        "{\"prompt_len\": 1, \"output_len\": 2, \"body\": \"[]\"}",
        "body: expected the JSON text of an object, found a string");
    mistake(
        "{\"prompt_len\": \"x\", \"output_len\": 2, \"body\": \"{}\"}",
        "prompt_len: expected an integer ≥ 0, found a string");
  }

  private void mistake(String line, String message) {
    assertThatThrownBy(() -> read(line, 1))
        .isInstanceOf(DatasetException.class)
        .hasMessage("requests.jsonl:1 " + message);
  }
}
