// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.Outcome;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes of requests and limits of their own. All cases last from 0 to 1 s. */
class WorkloadFiguresTest {
  private static final Offset<Double> HAIR = within(1e-6);

  private static ServingMetrics of(@Nullable Slo common, Requests... requests) {
    MetricSpec spec =
        new MetricSpec(
            EnumSet.of(Metric.TTFT, Metric.ITL),
            List.of(99.0),
            common,
            List.of(new GoodputSet("quick", Map.of(Metric.TTFT, 100.0))),
            Duration.ofMillis(500),
            false);
    return ServingMetrics.of(Arrays.stream(requests).map(Requests::build).toList(), spec);
  }

  /** TTFT 50 ms, then a gap of 10 ms. */
  private static Requests quick(int index, double at) {
    return Requests.request(index).sentAt(at).output(at + 50, at + 60).endedAt(at + 60);
  }

  /** TTFT 200 ms, then gaps of 30 ms. */
  private static Requests slow(int index, double at) {
    return Requests.request(index)
        .sentAt(at)
        .output(at + 200, at + 230, at + 260)
        .endedAt(at + 260);
  }

  private static Requests failed(int index, double at) {
    return Requests.request(index).sentAt(at).failed(Outcome.HTTP_ERROR, 500, "no").endedAt(at + 1);
  }

  private static Requests last(int index) {
    return slow(index, 740);
  }

  private static WorkloadFigures named(ServingMetrics metrics, String name) {
    return metrics.further().workloads().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachRequestIsJudgedByItsOwnLimitsAndThoseForAllWhereItHasNone() {
    ServingMetrics metrics =
        of(
            new Slo(100.0, null, null),
            quick(0, 0).of("chat", null, null), // 50 of 100 for all: good
            slow(1, 0).of("chat", null, null), // 200 of 100 for all
            slow(2, 0).of("batch", 250.0, null), // 200 of its own 250: good
            slow(3, 0).of("batch", null, 300.0), // 260 of its own 300, 200 of 100 for all
            quick(4, 0).of("batch", 50.0, 60.0), // each limit just met: good
            quick(5, 0).of("batch", 49.9, null),
            failed(6, 0).of("batch", 1e9, null),
            last(7).of("batch", 1e9, 1.0));

    assertThat(metrics.durationSeconds()).isEqualTo(1);
    assertThat(metrics.figures().requestGoodput()).isEqualTo(3);
    assertThat(named(metrics, "chat").figures().requestGoodput()).isEqualTo(1);
    assertThat(named(metrics, "batch").figures().requestGoodput()).isEqualTo(2);
    assertThat(named(metrics, "chat").met())
        .isEqualTo(new LimitsMet(1, 0.5, 2, Map.of(Metric.TTFT, 0.5)));
    // Of six: TTFT is missed by 3 (the limit for all), 5 and the failed one; E2EL of three by 7.
    assertThat(named(metrics, "batch").met())
        .isEqualTo(new LimitsMet(2, 2 / 6.0, 5, Map.of(Metric.TTFT, 0.5, Metric.E2EL, 2 / 3.0)));
  }

  @Test
  void everyWindowJudgesSo() {
    ServingMetrics metrics =
        of(
            null,
            quick(0, 0).of("chat", 60.0, null),
            slow(1, 0).of("chat", 60.0, null),
            quick(2, 500).of("batch", 40.0, null),
            quick(3, 500).of("batch", 60.0, null),
            quick(4, 500).of("chat", 60.0, null),
            last(5).of("batch", null, null));
    FurtherFigures further = metrics.further();
    assertThat(metrics.figures().requestGoodput())
        .as("one without any limit is good when it completes")
        .isEqualTo(4);
    assertThat(metrics.vllmDefinitions().requestGoodput()).isEqualTo(4);
    assertThat(Objects.requireNonNull(further.whole()).requestGoodput()).isCloseTo(4, HAIR);
    assertThat(further.slices().stream().map(WindowFigures::requestGoodput).limit(2))
        .containsExactly(2.0, 4.0);
    assertThat(Objects.requireNonNull(further.whole().intervals()).rate("request_goodput"))
        .isNotNull();
    GoodputFigures named = further.whole().goodputSets().get(0);
    assertThat(named.limits().name()).isEqualTo("quick");
    assertThat(named.requests()).as("a named set has the same limits for all").isEqualTo(4);
  }

  @Test
  void withoutAnyLimitThereIsNoGoodput() {
    ServingMetrics metrics = of(null, quick(0, 0).of("a", null, null), last(1).of("b", null, 5.0));
    assertThat(named(metrics, "a").met()).isNull();
    assertThat(named(metrics, "a").figures().requestGoodput()).isNull();
    assertThat(named(metrics, "b").figures().requestGoodput()).isZero();
    assertThat(metrics.figures().requestGoodput()).isEqualTo(1);
    ServingMetrics plain = of(null, quick(0, 0), last(1));
    assertThat(plain.figures().requestGoodput()).isNull();
    assertThat(plain.further().workloads()).isEmpty();
  }

  @Test
  void countsAndRatesOfClassesAddUp() {
    ServingMetrics metrics =
        of(
            null,
            quick(0, 0).of("b", null, null),
            slow(1, 0).of("a", null, null),
            failed(2, 0).of("a", null, null),
            last(3).of("b", null, null));
    List<WorkloadFigures> classes = metrics.further().workloads();
    assertThat(classes.stream().map(WorkloadFigures::name)).containsExactly("a", "b");
    assertThat(classes.stream().mapToInt(each -> each.figures().completed())).containsExactly(1, 2);
    assertThat(classes.stream().mapToInt(each -> each.figures().failed())).containsExactly(1, 0);
    assertThat(classes.stream().mapToDouble(each -> each.figures().outputThroughput()).sum())
        .isEqualTo(metrics.figures().outputThroughput());
    assertThat(classes.get(0).figures().latency(Metric.TTFT).meanMillis()).isEqualTo(200);
  }

  @Test
  void gapsOfSomeOfTheRequestsAreTheirOwnAlone() {
    ServingMetrics metrics =
        of(null, quick(0, 0).of("a", null, null).model("x"), last(1).of("b", null, null));
    LatencyStats itl = named(metrics, "a").figures().latency(Metric.ITL);
    assertThat(itl.count()).isEqualTo(1);
    assertThat(itl.meanMillis()).isEqualTo(10);
    GroupFigures group = metrics.further().groups().get(0);
    assertThat(group.figures().latency(Metric.ITL)).isEqualTo(itl);
  }
}
