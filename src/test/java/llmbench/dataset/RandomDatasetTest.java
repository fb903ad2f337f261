// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.dataset.RandomDataset.Lengths;
import llmbench.tokenizer.ServerTokenizer;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomDatasetTest {
  private static final Path DATASETS = Path.of("src/test/resources/datasets");

  @ParameterizedTest(name = "{0} in {2} ratio {4} prefix {5} seed {6}")
  @CsvSource({
    "small, 40, 24, 16, 0.3, 4, 5",
    "small, 20, 64, 8, 0.0, 0, 0",
    "wordpiece, 40, 24, 16, 0.5, 6, 7",
    "wordpiece, 20, 12, 8, 0.0, 0, 123456789012"
  })
  void promptsAreVllmsByteForByte(
      String name, int count, int input, int output, double ratio, int prefix, long seed)
      throws IOException {
    List<Prompt> expected =
        golden("random-" + name + "-in" + input + "-r" + ratio + "-p" + prefix + "-s" + seed);
    AtomicInteger done = new AtomicInteger();
    List<Prompt> prompts =
        new RandomDataset(tokenizer(name), seed)
            .prompts(
                count,
                new Lengths(input, output, ratio, ratio, prefix),
                n -> done.incrementAndGet());
    assertThat(expected).hasSize(count);
    assertThat(prompts).containsExactlyElementsOf(expected);
    assertThat(done).hasValue(count);
  }

  /**
   * Of 200 texts many were told of before the last hundred is begun, however they are shared out.
   */
  @Test
  void progressIsToldWhilePromptsAreStillBeingMade() {
    AtomicInteger decoded = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger doneWhenHalfWasDecoded = new AtomicInteger();
    Tokenizer watched =
        new Tokenizer() {
          private final Tokenizer small = tokenizer("small");

          @Override
          public String decode(long[] ids) {
            if (decoded.incrementAndGet() == 100) {
              doneWhenHalfWasDecoded.set(done.get());
            }
            return small.decode(ids);
          }

          @Override
          public long[] encode(String text) {
            return small.encode(text);
          }

          @Override
          public int vocabSize() {
            return small.vocabSize();
          }

          @Override
          public Set<Integer> specialIds() {
            return small.specialIds();
          }

          @Override
          public int specialTokensToAdd() {
            return small.specialTokensToAdd();
          }
        };

    new RandomDataset(watched, 0)
        .prompts(200, new Lengths(4, 4, 0, 0, 0), n -> done.incrementAndGet());

    assertThat(doneWhenHalfWasDecoded.get()).isPositive();
    assertThat(done).hasValue(200);
  }

  @Test
  void lengthsThatCannotBeMetAreSummed() {
    RandomDataset dataset = new RandomDataset(tokenizer("wordpiece"), 7);
    List<Prompt> prompts = dataset.prompts(200, new Lengths(24, 16, 0, 0, 0), done -> {});
    int more = prompts.stream().mapToInt(prompt -> prompt.promptLen() - (24 - 2)).sum();
    assertThat(dataset.mismatch()).isEqualTo(more);
  }

  @Test
  void aPromptThatCouldBeEmptyIsRefused() {
    assertThatThrownBy(
            () ->
                new RandomDataset(tokenizer("wordpiece"), 0)
                    .prompts(1, new Lengths(2, 1, 0, 0, 0), done -> {}))
        .hasMessageContaining("random_input_len is too small");
  }

  @Test
  void aServerThatCountsAlikeKeepsAllPrompts() {
    Tokenizer tokenizer = tokenizer("small");
    List<Prompt> prompts =
        new RandomDataset(tokenizer, 1).prompts(5, new Lengths(16, 4, 0, 0, 0), done -> {});
    List<String> said = new ArrayList<>();
    assertThat(ServerAlignment.align(prompts, routes(tokenizer), said::add)).isSameAs(prompts);
    assertThat(said).isEmpty();
  }

  @Test
  void aServerThatCountsMoreCutsPrompts() {
    Tokenizer tokenizer = tokenizer("small");
    List<Prompt> prompts =
        List.of(new Prompt("one two three four five six", 4, 8), new Prompt("x", 9, 8));
    List<String> said = new ArrayList<>();
    List<Prompt> aligned = ServerAlignment.align(prompts, routes(tokenizer), said::add);
    assertThat(said).singleElement().asString().contains("tokenizer mismatch (server=");
    assertThat(tokenizer.count(aligned.get(0).text())).isEqualTo(4);
    assertThat(aligned.get(0).promptLen()).isEqualTo(4);
    assertThat(aligned.get(1)).as("shorter is kept").isEqualTo(prompts.get(1));
  }

  @Test
  void aServerWithoutRoutesKeepsAllPrompts() {
    List<Prompt> prompts = List.of(new Prompt("one", 4, 8));
    List<String> said = new ArrayList<>();
    ServerTokenizer.Routes none =
        new ServerTokenizer.Routes() {
          @Override
          public long[] tokenize(String text) {
            throw new IllegalStateException("404");
          }

          @Override
          public String detokenize(long[] ids) {
            throw new IllegalStateException("404");
          }
        };
    assertThat(ServerAlignment.align(prompts, none, said::add)).isSameAs(prompts);
    assertThat(said).containsExactly("WARNING: /tokenize unavailable, skipping alignment.");
  }

  private static ServerTokenizer.Routes routes(Tokenizer tokenizer) {
    return new ServerTokenizer.Routes() {
      @Override
      public long[] tokenize(String text) {
        return tokenizer.encode(text);
      }

      @Override
      public String detokenize(long[] ids) {
        return tokenizer.decode(ids);
      }
    };
  }

  private static Tokenizer tokenizer(String name) {
    return Tokenizers.open("src/test/resources/tokenizers/llmbench-" + name, Map.of(), w -> {});
  }

  private static List<Prompt> golden(String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Prompt> prompts = new ArrayList<>();
    for (String line : Files.readAllLines(DATASETS.resolve(name + ".jsonl"))) {
      JsonNode row = json.readTree(line);
      prompts.add(new Prompt(row.get(0).asText(), row.get(1).asInt(), row.get(2).asInt()));
    }
    return prompts;
  }
}
