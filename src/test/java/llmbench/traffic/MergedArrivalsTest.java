// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.MixPart;
import llmbench.plan.Workload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes' arrivals in one order: each as it is alone. */
class MergedArrivalsTest {
  private static final Workload CHAT = workload("chat", new Workload.Rate(10, 1));
  private static final Workload BATCH = workload("batch", new Workload.Rate(3, 0.5));
  private static final Workload EVEN =
      workload("even", new Workload.Rate(4, Double.POSITIVE_INFINITY));

  private static Workload workload(String name, Workload.@Nullable Rate rate) {
    DatasetSpec set =
        new DatasetSpec(
            "random", null, DatasetSpec.Rules.DEFAULT, new DatasetOptions.Random(0, 0, 0, 1), null);
    return new Workload(
        name, new MixPart(set, 8, 8, 1), rate, null, null, null, Map.of(), Map.of());
  }

  /** Those of the class at that place. */
  private static double[] of(MergedArrivals merged, int place) {
    return IntStream.range(0, merged.order().length)
        .filter(i -> merged.order()[i] == place)
        .mapToDouble(merged.arrivals()::seconds)
        .toArray();
  }

  @Test
  void anotherClassMovesNoArrival() {
    MergedArrivals both = MergedArrivals.within(20, List.of(CHAT, BATCH), 1, 5);
    MergedArrivals three = MergedArrivals.within(20, List.of(EVEN, BATCH, CHAT), 1, 5);
    double[] chat = of(MergedArrivals.within(20, List.of(CHAT), 1, 5), 0);
    double[] batch = of(MergedArrivals.within(20, List.of(BATCH), 1, 5), 0);
    assertThat(chat.length).isCloseTo(200, withinPercentage(25));
    assertThat(batch).isNotEmpty();
    assertThat(of(both, 0)).isEqualTo(chat);
    assertThat(of(both, 1)).isEqualTo(batch);
    assertThat(of(three, 2)).isEqualTo(chat);
    assertThat(of(three, 1)).isEqualTo(batch);
    assertThat(both.arrivals().size()).isEqualTo(chat.length + batch.length);
  }

  @Test
  void aNumberOfRequestsIsTheFirstOfAll() {
    MergedArrivals all = MergedArrivals.within(20, List.of(CHAT, BATCH), 1, 5);
    MergedArrivals first = MergedArrivals.first(60, List.of(CHAT, BATCH), 1, 5);
    assertThat(first.order()).isEqualTo(Arrays.copyOf(all.order(), 60));
    assertThat(first.arrivals().size()).isEqualTo(60);
    for (int i = 0; i < 60; i++) {
      assertThat(first.arrivals().seconds(i)).isEqualTo(all.arrivals().seconds(i));
    }
  }

  @Test
  void classesHaveArrivalsOfTheirOwn() {
    Workload other = workload("other", CHAT.rate());
    MergedArrivals merged = MergedArrivals.first(100, List.of(CHAT, other), 1, 5);
    assertThat(of(merged, 0)).doesNotContain(of(merged, 1));
    assertThat(of(MergedArrivals.first(9, List.of(CHAT), 1, 6), 0))
        .isNotEqualTo(of(MergedArrivals.first(9, List.of(CHAT), 1, 5), 0));
  }

  @Test
  void allRatesAreScaledAlike() {
    MergedArrivals own = MergedArrivals.first(60, List.of(CHAT, BATCH), 1, 5);
    MergedArrivals twice = MergedArrivals.first(60, List.of(CHAT, BATCH), 2, 5);
    assertThat(twice.order()).isEqualTo(own.order());
    for (int i = 0; i < 60; i++) {
      assertThat(2 * twice.arrivals().seconds(i))
          .isCloseTo(own.arrivals().seconds(i), within(1e-12));
    }
  }

  @Test
  void atOneInstantTheEarlierClassComesFirst() {
    Workload twin = workload("twin", EVEN.rate());
    MergedArrivals merged = MergedArrivals.first(6, List.of(EVEN, twin), 1, 0);
    assertThat(merged.order()).containsExactly(0, 1, 0, 1, 0, 1);
    assertThat(IntStream.range(0, 6).mapToDouble(merged.arrivals()::seconds))
        .containsExactly(0.25, 0.25, 0.5, 0.5, 0.75, 0.75);
  }

  @Test
  void aClassWithoutRateIsRefused() {
    assertThatThrownBy(() -> MergedArrivals.first(1, List.of(workload("a", null)), 1, 0))
        .hasMessage("expected a rate of each class, found none of a");
  }
}
