// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.TraceFormat;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shares and order of a mix, and what each set gives. */
class MixedRequestsTest {
  private static final MixPart RANDOM =
      new MixPart(
          new DatasetSpec(
              "random",
              null,
              DatasetSpec.Rules.DEFAULT,
              new DatasetOptions.Random(0, 0, 0, 1),
              null),
          12,
          99,
          1);
  private static final MixPart SHARE_GPT =
      new MixPart(
          new DatasetSpec(
              "sharegpt",
              Path.of("src/test/resources/datasets/sharegpt.json"),
              DatasetSpec.Rules.DEFAULT,
              new DatasetOptions.ShareGpt(),
              null),
          null,
          null,
          3);

  private final List<String> said = new ArrayList<>();

  private List<Prompt> prompts(List<MixPart> parts, int count, long seed) {
    return Datasets.of(
            new DatasetSpec(
                "mix", null, DatasetSpec.Rules.DEFAULT, new DatasetOptions.Mix(parts), null))
        .prompts(sampling(count, null, null, seed));
  }

  private Sampling sampling(
      int count, @Nullable Integer input, @Nullable Integer output, long seed) {
    return new Sampling(
        count,
        input,
        output,
        seed,
        Tokenizers.open("src/test/resources/tokenizers/llmbench-small", Map.of(), w -> {}),
        done -> {},
        said::add);
  }

  /** A prompt as its set gives it by itself. */
  private Prompt alone(Prompt p) {
    return new Prompt(p.text(), p.promptLen(), p.outputLen(), p.parts().withSource(null));
  }

  @Test
  void eachSetGivesItsShareInItsOrder() {
    List<Prompt> made = prompts(List.of(SHARE_GPT, RANDOM), 42, 3);
    assertThat(said).contains("dataset_mix: 32 of sharegpt, 10 of random");
    assertThat(made)
        .allMatch(p -> (p.outputLen() == 99 ? "random" : "sharegpt").equals(p.parts().source()));
    List<Prompt> random = made.stream().filter(p -> p.outputLen() == 99).map(this::alone).toList();
    List<Prompt> shareGpt =
        made.stream().filter(p -> p.outputLen() != 99).map(this::alone).toList();
    assertThat(random).isEqualTo(Datasets.of(RANDOM.spec()).prompts(sampling(10, 12, 99, 3)));
    assertThat(shareGpt)
        .isEqualTo(Datasets.of(SHARE_GPT.spec()).prompts(sampling(32, null, null, 3)));
    assertThat(made).hasSize(42).isEqualTo(prompts(List.of(SHARE_GPT, RANDOM), 42, 3));
    assertThat(made.subList(0, 10)).as("they are shuffled").anyMatch(p -> p.outputLen() == 99);
    assertThat(made.subList(32, 42)).anyMatch(p -> p.outputLen() != 99);
  }

  @Test
  void aSetThatHasNoMoreGivesWhatItHas() {
    MixPart few =
        new MixPart(
            new DatasetSpec(
                "azure_trace",
                Path.of("src/test/resources/datasets/azure_trace.csv"),
                DatasetSpec.Rules.DEFAULT,
                new DatasetOptions.Trace(TraceFormat.AZURE, true),
                null),
            null,
            null,
            1);
    assertThat(prompts(List.of(few, RANDOM), 20, 0)).hasSize(13);
    assertThat(said).contains("dataset_mix: 3 of azure_trace, 10 of random");
  }

  @Test
  void whatIsMissingMostGetsTheRest() {
    assertThat(new DatasetOptions.Mix(List.of(SHARE_GPT, RANDOM, RANDOM)).counts(7))
        .containsExactly(4, 2, 1);
    assertThat(new DatasetOptions.Mix(List.of(SHARE_GPT, RANDOM)).counts(1)).containsExactly(1, 0);
  }
}
