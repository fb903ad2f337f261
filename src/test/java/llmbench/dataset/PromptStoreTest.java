// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptStoreTest {
  private static final List<String> TEXTS =
      List.of("", "plain", "café ÿ", "推理 😀", "half a pair", "x".repeat(9 << 20));

  private static List<Prompt> prompts(int count, int longest) {
    Random random = new Random(5);
    List<Prompt> prompts = new ArrayList<>();
    for (String text : TEXTS) {
      prompts.add(new Prompt(text, text.length(), 1));
    }
    for (int i = 0; i < count; i++) {
      String text = (i % 3 == 0 ? "ü" : i % 3 == 1 ? "词" : "a").repeat(random.nextInt(longest));
      prompts.add(new Prompt(text, random.nextInt(), random.nextInt()));
    }
    return prompts;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 20 << 20, Long.MAX_VALUE})
  void givesBackWhatWasAddedFromMemoryAndFromTheFile(long memoryBytes) {
    List<Prompt> added = prompts(3_000, 20_000);
    PromptStore store = new PromptStore(memoryBytes);
    store.addAll(added);
    assertThat(store.size()).isEqualTo(added.size());
    assertThat(IntStream.range(0, added.size()).parallel().allMatch(i -> same(store, added, i)))
        .isTrue();
    assertThat(store.get(added.size() - 1)).isEqualTo(added.get(added.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void copiesAreTheSameAgain(long memoryBytes) {
    List<Prompt> added = prompts(100, 100_000);
    PromptStore store = new PromptStore(memoryBytes);
    store.addAll(added);
    for (int i = 0; i < added.size(); i++) {
      store.addCopy(i);
    }
    store.add(added.get(3));
    assertThat(store).hasSize(2 * added.size() + 1);
    assertThat(store.subList(added.size(), 2 * added.size()))
        .isEqualTo(store.subList(0, added.size()));
    assertThat(store.get(2 * added.size())).isEqualTo(added.get(3));
  }

  private static boolean same(List<Prompt> store, List<Prompt> added, int i) {
    return store.get(i).equals(added.get(i));
  }

  @Test
  void halfSurrogatePairsArePlaceholdersLikeInTheBody() {
    PromptStore store = new PromptStore();
    store.add(new Prompt("a\uD83D", 1, 1));
    assertThat(store.get(0).text()).isEqualTo("a\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  void partsComeBackToo(long memoryBytes) {
    PromptParts parts =
        PromptParts.NONE
            .withTexts(List.of("query", "document é"))
            .withTokenIds(List.of(3, 1, 4))
            .withMedia(List.of(Map.of("type", "image_url", "image_url", Map.of("url", "data:x"))))
            .withMessages(List.of(Map.of("role", "system", "content", "Be brief.")))
            .withBody("{\"x\": 1}")
            .withArrivalSeconds(1.25);
    PromptStore store = new PromptStore(memoryBytes);
    for (int i = 0; i < 100; i++) {
      store.add(new Prompt("x".repeat(200_000), 1, 2, i % 2 == 0 ? parts : PromptParts.NONE));
    }
    assertThat(store.get(0).parts()).isEqualTo(parts);
    assertThat(store.get(98).parts()).isEqualTo(parts);
    assertThat(store.get(99).parts()).isEqualTo(PromptParts.NONE);
    assertThat(store.get(98).text()).hasSize(200_000);
  }

  @Test
  void anIndexOutsideIsRefused() {
    PromptStore store = new PromptStore();
    store.add(new Prompt("a", 1, 1));
    assertThatThrownBy(() -> store.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> store.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
