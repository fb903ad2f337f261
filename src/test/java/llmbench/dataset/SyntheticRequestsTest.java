// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions.Synthetic;
import llmbench.plan.LengthDistribution;
import llmbench.plan.LengthDistribution.Bucket;
import llmbench.plan.LengthPair;
import llmbench.plan.PrefixPool;
import llmbench.plan.SyntheticLengths;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of our own for random: lengths, token ids, and what prompts have in common. */
class SyntheticRequestsTest {
  private static final int MANY = 20_000;
  private static final SyntheticLengths OF_THE_CASE = lengths(null, null, List.of());

  private static SyntheticLengths lengths(
      @Nullable LengthDistribution input,
      @Nullable LengthDistribution output,
      List<LengthPair> mix) {
    return new SyntheticLengths(0, 0, input, output, mix);
  }

  private static Tokenizer tokenizer(String name) {
    return Tokenizers.open("src/test/resources/tokenizers/llmbench-" + name, Map.of(), w -> {});
  }

  private static List<Prompt> prompts(Synthetic options, int count, int input, long seed) {
    return prompts(options, count, input, seed, "small");
  }

  private static List<Prompt> prompts(
      Synthetic options, int count, int input, long seed, String tokenizer) {
    return new SyntheticRequests(options)
        .prompts(
            new Sampling(count, input, 8, seed, tokenizer(tokenizer), done -> {}, warning -> {}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "wordpiece"})
  void tokenIdsAreVllmsBeforeItMakesTexts(String tokenizer) throws IOException {
    List<Prompt> made =
        prompts(
            new Synthetic(new SyntheticLengths(0.3, 0.5, null, null, List.of()), 5, null, true),
            12,
            30,
            4,
            tokenizer);
    List<String> golden =
        Files.readAllLines(
            Path.of("src/test/resources/datasets/goldens/random-ids-s4-" + tokenizer + ".jsonl"));
    for (int i = 0; i < golden.size(); i++) {
      JsonNode row = new ObjectMapper().readTree(golden.get(i));
      assertThat(made.get(i).parts().tokenIds())
          .isEqualTo(new ObjectMapper().convertValue(row.get(0), List.class));
      assertThat(made.get(i).promptLen()).isEqualTo(row.get(0).size());
      assertThat(made.get(i).outputLen()).isEqualTo(row.get(2).asInt());
    }
    assertThat(made).hasSameSizeAs(golden);
  }

  @Test
  void textsHaveTheLengthsDrawn() {
    List<Prompt> made =
        prompts(
            new Synthetic(
                lengths(
                    new LengthDistribution.Uniform(5, 60),
                    new LengthDistribution.Uniform(2, 3),
                    List.of()),
                0,
                null,
                false),
            200,
            0,
            1);
    assertThat(made)
        .allSatisfy(
            prompt -> {
              assertThat(prompt.promptLen())
                  .isEqualTo(tokenizer("small").count(prompt.text()))
                  .isBetween(4, 61);
              assertThat(prompt.outputLen()).isBetween(2, 3);
            });
  }

  private static double[] drawn(LengthDistribution distribution) {
    long[] lengths = new LengthDraw(distribution).lengths(new NumpyGenerator(11), MANY);
    double[] values = new double[MANY];
    for (int i = 0; i < MANY; i++) {
      values[i] = lengths[i];
      assertThat(lengths[i]).isBetween((long) distribution.min(), (long) distribution.max());
    }
    return values;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  private static double share(double[] values, double from, double to) {
    int in = 0;
    for (double value : values) {
      in += value >= from && value <= to ? 1 : 0;
    }
    return (double) in / values.length;
  }

  @Test
  void normalLengthsHaveTheirMeanAndDeviation() {
    double[] wide = drawn(new LengthDistribution.Normal(500, 100, 1, 10_000));
    assertThat(mean(wide)).isCloseTo(500, within(3.0));
    assertThat(deviation(wide)).isCloseTo(100, within(2.0));
    // Cut at one deviation to each side: that of the doubly truncated normal is 0.5396 (Johnson,
    // Kotz and Balakrishnan, Continuous Univariate Distributions, section 13.10.1).
    double[] cut = drawn(new LengthDistribution.Normal(500, 100, 400, 600));
    assertThat(mean(cut)).isCloseTo(500, within(2.0));
    assertThat(deviation(cut)).isCloseTo(54.0, within(1.0));
  }

  @Test
  void lognormalLengthsHaveTheirMedianAndTail() {
    double[] values = drawn(new LengthDistribution.Lognormal(Math.log(600), 1, 1, 1_000_000));
    assertThat(share(values, 1, 600)).isCloseTo(0.5, within(0.01));
    assertThat(share(values, 1, 600 * Math.E)).isCloseTo(0.8413, within(0.01));
  }

  @Test
  void poissonLengthsVaryAsMuchAsTheirMean() {
    double[] values = drawn(new LengthDistribution.Poisson(80, 1, 1000));
    assertThat(mean(values)).isCloseTo(80, within(0.3));
    assertThat(deviation(values)).isCloseTo(Math.sqrt(80), within(0.2));
  }

  @Test
  void zipfLengthsFallByTheirRank() {
    double[] values = drawn(new LengthDistribution.Zipf(1, 10, 13));
    double all = 1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4;
    for (int rank = 1; rank <= 4; rank++) {
      int length = 9 + rank;
      assertThat(share(values, length, length)).isCloseTo(1 / (rank * all), within(0.012));
    }
  }

  @Test
  void aHistogramHasItsShares() {
    double[] values =
        drawn(
            new LengthDistribution.Histogram(
                List.of(new Bucket(64, 64, 5), new Bucket(128, 255, 3), new Bucket(9, 9, 2))));
    assertThat(share(values, 64, 64)).isCloseTo(0.5, within(0.012));
    assertThat(share(values, 128, 255)).isCloseTo(0.3, within(0.012));
    assertThat(share(values, 128, 191)).isCloseTo(0.15, within(0.012));
    assertThat(share(values, 9, 9)).isCloseTo(0.2, within(0.012));
  }

  @Test
  void boundsThatLeaveNothingAreRefused() {
    assertThatThrownBy(() -> drawn(new LengthDistribution.Normal(10, 1, 500, 600)))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "length distribution: expected lengths between 500 and 600, found hardly any: less"
                + " than one in a million; move min and max");
  }

  @Test
  void lengthsOfAMixGoTogether() {
    List<LengthPair> mix = List.of(new LengthPair(9, 4, 3), new LengthPair(40, 70, 1));
    List<Prompt> made = prompts(new Synthetic(lengths(null, null, mix), 0, null, true), 4000, 0, 5);
    long small = made.stream().filter(p -> p.promptLen() == 9 && p.outputLen() == 4).count();
    long large = made.stream().filter(p -> p.promptLen() == 40 && p.outputLen() == 70).count();
    assertThat(small + large).isEqualTo(4000);
    assertThat(small / 4000.0).isCloseTo(0.75, within(0.02));
  }

  /** Of all prompt tokens, those that an earlier prompt began with too. */
  private static double known(List<Prompt> prompts) {
    Set<List<Integer>> before = new HashSet<>();
    long known = 0;
    long all = 0;
    for (Prompt prompt : prompts) {
      List<Integer> ids = prompt.parts().tokenIds();
      int same = 0;
      for (int length = 1; length <= ids.size(); length++) {
        same = before.contains(ids.subList(0, length)) ? length : same;
      }
      for (int length = 1; length <= ids.size(); length++) {
        before.add(new ArrayList<>(ids.subList(0, length)));
      }
      known += same;
      all += ids.size();
    }
    return (double) known / all;
  }

  @Test
  void aPoolReachesItsShare() {
    for (double wanted : new double[] {0.2, 0.5, 0.7}) {
      PrefixPool pool = new PrefixPool(4, 40, wanted, false, false);
      double share = known(prompts(new Synthetic(OF_THE_CASE, 0, pool, true), 300, 10, 3));
      assertThat(share).isCloseTo(wanted, within(0.02));
    }
  }

  @Test
  void aPoolOfTextsReachesItsShareToo() {
    PrefixPool pool = new PrefixPool(4, 60, 0.5, false, false);
    List<Prompt> texts = prompts(new Synthetic(OF_THE_CASE, 0, pool, false), 200, 20, 3);
    Tokenizer tokenizer = tokenizer("small");
    List<Prompt> encoded =
        texts.stream()
            .map(
                prompt -> {
                  List<Integer> ids = new ArrayList<>();
                  for (long id : tokenizer.encode(prompt.text())) {
                    ids.add((int) id);
                  }
                  return new Prompt("", ids.size(), 1, PromptParts.NONE.withTokenIds(ids));
                })
            .toList();
    assertThat(known(encoded)).isCloseTo(0.5, within(0.04));
  }

  @Test
  void aBimodalPromptIsWhollyKnownOrWhollyFresh() {
    PrefixPool pool = new PrefixPool(5, 0, 0.6, true, true);
    List<Prompt> made = prompts(new Synthetic(OF_THE_CASE, 0, pool, true), 200, 30, 8);
    assertThat(known(made)).isCloseTo(0.6, within(0.02));
    Set<List<Integer>> before = new HashSet<>();
    Set<Integer> starts = new HashSet<>();
    int fresh = 0;
    for (Prompt prompt : made) {
      if (before.add(prompt.parts().tokenIds())) {
        fresh++;
        starts.add(prompt.parts().tokenIds().get(0));
      }
    }
    assertThat(fresh).isCloseTo(80, within(4));
    assertThat(starts.size()).as("fresh prompts begin differently").isGreaterThan(70);
  }

  @Test
  void someOfAZipfPoolComeFarMoreOften() {
    PrefixPool pool = new PrefixPool(4, 20, 0.8, true, false);
    List<Prompt> made = prompts(new Synthetic(OF_THE_CASE, 0, pool, true), 400, 2, 8);
    Map<List<Integer>, Long> often =
        made.stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    p -> p.parts().tokenIds().subList(0, 20),
                    java.util.stream.Collectors.counting()));
    List<Long> counts = often.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
    double all = counts.subList(0, 4).stream().mapToLong(Long::longValue).sum();
    assertThat(counts.get(0) / all).isCloseTo(0.48, within(0.06));
    assertThat(counts.get(3) / all).isCloseTo(0.12, within(0.05));
  }
}
