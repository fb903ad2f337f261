// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerTokenizerTest {
  private static final Tokenizer SMALL =
      Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {});

  @Test
  void worksWithTheServersIds() {
    Tokenizer tokenizer = ServerTokenizer.learn(routes(SMALL));

    long[] ids = tokenizer.encode("The server waits for ⛵.");

    assertThat(ids).isEqualTo(SMALL.encode("The server waits for ⛵."));
    assertThat(tokenizer.decode(ids)).isEqualTo("The server waits for ⛵.");
  }

  @Test
  void mostOfTheVocabularyIsLearntButNoSpecialToken() {
    Tokenizer tokenizer = ServerTokenizer.learn(routes(SMALL));

    List<Long> ordinary =
        IntStream.range(0, tokenizer.vocabSize())
            .filter(id -> !tokenizer.specialIds().contains(id))
            .mapToObj(Long::valueOf)
            .toList();

    assertThat(ordinary).hasSizeGreaterThan(SMALL.vocabSize() / 2);
    assertThat(ordinary)
        .doesNotContainAnyElementsOf(SMALL.specialIds().stream().map(Long::valueOf).toList());
    assertThat(ordinary)
        .contains(Arrays.stream(SMALL.encode("The server")).boxed().toArray(Long[]::new));
  }

  @Test
  void serverWithoutATextIsNamed() {
    ServerTokenizer.Routes empty =
        new ServerTokenizer.Routes() {
          @Override
          public long[] tokenize(String text) {
            return new long[0];
          }

          @Override
          public String detokenize(long[] ids) {
            return "";
          }
        };

    assertThatThrownBy(() -> ServerTokenizer.learn(empty))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("give a folder with a tokenizer.json");
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
}
