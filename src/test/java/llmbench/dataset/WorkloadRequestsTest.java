// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.Slo;
import llmbench.plan.Workload;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each class gives, in which order, under whose name and limits. */
class WorkloadRequestsTest {
  private static final DatasetSpec RANDOM =
      new DatasetSpec(
          "random", null, DatasetSpec.Rules.DEFAULT, new DatasetOptions.Random(0, 0, 0, 1), null);
  private static final Workload CHAT = workload("chat", RANDOM, 12, 99, 3, new Slo(5.0, null, 9.0));
  private static final Workload BATCH = workload("batch", RANDOM, 20, 7, 1, null);
  private static final Tokenizer TOKENIZER =
      Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {});

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  private static Workload workload(
      String name,
      DatasetSpec set,
      @Nullable Integer input,
      @Nullable Integer output,
      double weight,
      @Nullable Slo slo) {
    return new Workload(
        name, new MixPart(set, input, output, weight), null, slo, null, null, Map.of(), Map.of());
  }

  private List<Prompt> prompts(int count, int @Nullable [] order, Workload... classes) {
    return Datasets.of(
            new DatasetSpec(
                "workloads",
                null,
                DatasetSpec.Rules.DEFAULT,
                new DatasetOptions.Workloads(List.of(classes)),
                null))
        .prompts(
            new Sampling(
                count,
                null,
                null,
                3,
                TOKENIZER,
                done -> {},
                said::add,
                new NumpyLegacyRandom(3),
                order));
  }

  private static List<Prompt> of(List<Prompt> prompts, String name) {
    return prompts.stream()
        .filter(prompt -> name.equals(prompt.parts().terms().workload()))
        .toList();
  }

  /** Prompts of a class as its set gives them by itself, from the class's seed. */
  private List<String> alone(Workload of, int count) {
    return Datasets.of(of.prompts().spec())
        .prompts(
            new Sampling(
                count,
                of.prompts().inputLen(),
                of.prompts().outputLen(),
                of.seed(3),
                TOKENIZER,
                done -> {},
                warning -> {}))
        .stream()
        .map(Prompt::text)
        .toList();
  }

  @Test
  void sharesAreShuffledAndEachClassKeepsItsOwn() {
    List<Prompt> made = prompts(41, null, CHAT, BATCH);
    assertThat(said).contains("workloads: 31 of chat, 10 of batch");
    assertThat(made).hasSize(41);
    assertThat(of(made, "chat").stream().map(Prompt::text)).isEqualTo(alone(CHAT, 31));
    assertThat(of(made, "batch").stream().map(Prompt::text)).isEqualTo(alone(BATCH, 10));
    assertThat(of(made, "chat"))
        .allMatch(prompt -> prompt.outputLen() == 99)
        .allMatch(prompt -> new Slo(5.0, null, 9.0).equals(prompt.parts().terms().slo()));
    assertThat(of(made, "batch")).allMatch(prompt -> prompt.parts().terms().slo() == null);
    assertThat(of(made.subList(0, 12), "batch")).as("they are shuffled").isNotEmpty();
    assertThat(of(made.subList(29, 41), "chat")).isNotEmpty();
    assertThat(prompts(41, null, CHAT, BATCH)).isEqualTo(made);
  }

  @Test
  void twoClassesOfOneSetHavePromptsOfTheirOwn() {
    Workload twin = workload("twin", RANDOM, 12, 99, 3, null);
    List<Prompt> made = prompts(20, null, CHAT, twin);
    for (int i = 0; i < 10; i++) {
      assertThat(of(made, "chat").get(i).text()).isNotEqualTo(of(made, "twin").get(i).text());
    }
  }

  @Test
  void aKnownOrderIsKept() {
    List<Prompt> made = prompts(4, new int[] {1, 0, 0, 1}, CHAT, BATCH);
    assertThat(made.stream().map(prompt -> prompt.parts().terms().workload()))
        .containsExactly("batch", "chat", "chat", "batch");
    assertThat(of(made, "chat").stream().map(Prompt::text)).isEqualTo(alone(CHAT, 2));
  }

  @Test
  void aClassWhosePromptsAreUsedUpBeginsAgain() {
    // Of 4 prompts one is of batch, which has four requests; chat has one, and needs one prompt.
    List<Prompt> made = prompts(4, new int[] {1, 1, 0, 1, 1}, CHAT, BATCH);
    assertThat(said).contains("workloads: 1 of chat, 1 of batch for 4 requests");
    assertThat(made).hasSize(5);
    assertThat(made.get(1)).isEqualTo(made.get(0)).isEqualTo(made.get(4));
    Workload rare = workload("rare", RANDOM, 12, 99, 1e-6, null);
    assertThat(of(prompts(2, new int[] {0, 1, 0}, CHAT, rare), "rare")).hasSize(1);
  }

  @Test
  void asManyRequestsAsPromptsHaveEachTheirOwn() {
    // By its share batch would have one.
    List<Prompt> made = prompts(4, new int[] {1, 1, 0, 1}, CHAT, BATCH);
    assertThat(said).contains("workloads: 1 of chat, 3 of batch");
    assertThat(made.stream().map(Prompt::text).distinct()).hasSize(4);
  }

  @Test
  void aSetThatCannotGiveAPromptSaysSo() {
    DatasetSpec repetition =
        new DatasetSpec(
            "prefix_repetition",
            null,
            DatasetSpec.Rules.DEFAULT,
            new DatasetOptions.PrefixRepetition(8, 8, 10),
            null);
    Workload few = workload("few", repetition, null, 5, 1, null);
    assertThatThrownBy(() -> prompts(4, new int[] {0, 1, 0, 0}, CHAT, few))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("prefix_repetition_num_prefixes: expected at most 1 prefixes");
  }

  @Test
  void limitsOfARowComeOverThoseOfItsClass() throws Exception {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(
        file,
        """
        {"prompt": "one", "slo": {"ttft": 200, "tpot": 12.5}}
        {"prompt": "two"}
        """);
    DatasetSpec custom =
        new DatasetSpec(
            "custom",
            file,
            new DatasetSpec.Rules(false, true, true, false),
            new DatasetOptions.Custom(),
            null);
    List<Prompt> made =
        prompts(2, new int[] {0, 0}, workload("a", custom, null, 5, 1, new Slo(1.0, null, 9.0)));
    assertThat(made.stream().map(prompt -> prompt.parts().terms().slo()))
        .containsExactly(new Slo(200.0, 12.5, 9.0), new Slo(1.0, null, 9.0));
  }
}
