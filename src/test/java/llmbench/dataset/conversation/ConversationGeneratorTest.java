// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.dataset.DatasetException;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations made by vLLM's own code: {@code golden/conversation/make_conversations.py}. */
class ConversationGeneratorTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversation");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "mixed, small, 0",
    "mixed, wordpiece, 4294967295",
    "plain, small, 0",
    "plain, wordpiece, 4294967295"
  })
  void conversationsAndTheirFileAreVllmsToTheByte(String spec, String tokenizer, long seed)
      throws IOException {
    Conversations made =
        ConversationFile.read(
            GOLDEN.resolve("generator-" + spec + ".json"), seed, tokenizer(tokenizer));
    StringWriter written = new StringWriter();
    ConversationOutput.write(made.list(), written);
    assertThat(written)
        .hasToString(
            Files.readString(
                GOLDEN.resolve("generated-" + spec + "-" + tokenizer + "-s" + seed + ".json")));
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    Conversation said =
        new Conversation(
            "é \"1\"", "Be brief", List.of(Message.user("a\n"), Message.assistant("")));
    Path file = folder.resolve("out.json");
    try (var out = Files.newBufferedWriter(file)) {
      ConversationOutput.write(List.of(said), out);
    }
    assertThat(ConversationFile.read(file, 0, tokenizer("small")).list()).containsExactly(said);
    assertThat(Files.readString(file)).contains("\"id\": \"\\u00e9 \\\"1\\\"\"");
  }

  @Test
  void distributionsAreToldInVllmsWords() {
    Conversations made =
        ConversationFile.read(GOLDEN.resolve("generator-mixed.json"), 0, tokenizer("small"));
    GeneratorSpec spec = Objects.requireNonNull(made.generator());
    assertThat(spec.parameters())
        .containsExactly(
            Map.entry("text_files", "text-a.txt, text-b.txt"),
            Map.entry("input_num_turns", "ZipfDistribution[1.8]"),
            Map.entry("input_common_prefix_num_tokens", "UniformDistribution[5, 20]"),
            Map.entry("input_prefix_num_tokens", "LognormalDistribution[30, 0.85, 60]"),
            Map.entry("input_num_tokens", "UniformDistribution[24.5, 60]"),
            Map.entry("output_num_tokens", "PoissonDistribution[14]"));
  }

  @Test
  void tooLittleTextIsSaid() throws IOException {
    Files.writeString(folder.resolve("t.txt"), "only a few words");
    Path file = spec("t.txt", "{\"distribution\": \"constant\", \"value\": 4000}");
    assertThatThrownBy(() -> ConversationFile.read(file, 0, tokenizer("small")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("gen.json:1 text_files: expected text of more than 4")
        .hasMessageContaining("add a text");
  }

  @Test
  void aCommonPrefixIsTakenFromTheTextsBegin() throws IOException {
    Files.writeString(folder.resolve("t.txt"), "only a few words ".repeat(60));
    Path file = spec("t.txt", "{\"distribution\": \"constant\", \"value\": 1}");
    String first =
        ConversationFile.read(file, 0, tokenizer("small"))
            .list()
            .get(0)
            .messages()
            .get(0)
            .content();
    assertThat(first).startsWith(".0 is a nice number... ");
  }

  @Test
  void allMistakesAreToldAtOnce() throws IOException {
    Path file = folder.resolve("gen.json");
    Files.writeString(
        file,
        """
        {"filetype": "generate_conversations", "num_conversations": 0, "text_files": [], "seed": 1,
         "print_stats": "yes",
         "prompt_input": {
           "num_turns": {"distribution": "uniform", "min": 5, "max": 4},
           "prefix_num_tokens": {"distribution": "lognormal", "average": 9, "median_ratio": 1},
           "num_tokens": {"distribution": "normal", "mean": 3}},
         "prompt_output": {"num_tokens": {"distribution": "zipf", "alpha": 1, "max": 9}}}
        """);
    assertThatThrownBy(() -> ConversationFile.read(file, 0, tokenizer("small")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("gen.json:1 num_conversations: expected an integer ≥ 1, found 0")
        .hasMessageContaining("text_files: expected a list of at least 1, found one of 0")
        .hasMessageContaining("seed: expected one of")
        .hasMessageContaining("print_stats: expected true or false, found a string")
        .hasMessageContaining("prompt_input.num_turns.max: expected an integer ≥ 5, found 4")
        .hasMessageContaining(
            "prompt_input.prefix_num_tokens.median_ratio: expected a number above 0 and below 1,"
                + " found 1")
        .hasMessageContaining(
            "num_tokens.distribution: expected one of constant, uniform, lognormal, zipf, poisson,"
                + " found \"normal\"")
        .hasMessageContaining("prompt_output.num_tokens.alpha: expected a number above 1, found 1");
  }

  @Test
  void aTextThatIsNowhereIsNamed() throws IOException {
    Path file = spec("none.txt", "{\"distribution\": \"constant\", \"value\": 0}");
    assertThatThrownBy(() -> ConversationFile.read(file, 0, tokenizer("small")))
        .hasMessageContaining("found none.txt, which is neither in the working directory nor");
  }

  private Path spec(String text, String commonPrefix) throws IOException {
    String ten = "{\"distribution\": \"constant\", \"value\": 10}";
    return Files.writeString(
        folder.resolve("gen.json"),
        "{\"filetype\": \"generate_conversations\", \"num_conversations\": 1, \"text_files\": [\""
            + text
            + "\"], \"prompt_input\": {\"num_turns\": "
            + ten
            + ", \"common_prefix_num_tokens\": "
            + commonPrefix
            + ", \"prefix_num_tokens\": "
            + ten
            + ", \"num_tokens\": "
            + ten
            + "}, \"prompt_output\": {\"num_tokens\": "
            + ten
            + "}}");
  }

  static Tokenizer tokenizer(String name) {
    return Tokenizers.open("src/test/resources/tokenizers/llmbench-" + name, Map.of(), w -> {});
  }
}
