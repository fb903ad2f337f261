// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import llmbench.metrics.LatencyIntervals.PercentileInterval;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import llmbench.statistics.Interval;
import org.junit.jupiter.api.Test;

/** Intervals of whole cases, made many times over. */
class IntervalsTest {
  private static final MetricSpec SPEC = new MetricSpec(Set.of(), List.of(90.0, 99.0), null);
  private static final int CASES = 1000;

  @Test
  void meanAndTailOfTtftHoldTheTruth() {
    // TTFT is exponential with mean 100 ms.
    assertCoverage(100, intervals -> intervals.latency(Metric.TTFT).mean());
    assertCoverage(
        -100 * Math.log(0.1),
        intervals -> intervals.latency(Metric.TTFT).percentiles().get(0).interval());
  }

  @Test
  void gapsOfARequestAreNotTakenForIndependent() {
    // A request's gaps are 10 ms + exponential(10 ms), the same for all of them.
    assertCoverage(20, intervals -> intervals.latency(Metric.ITL).mean());
    assertCoverage(10 + 10 * Math.log(2), intervals -> intervals.latency(Metric.ITL).median());
  }

  @Test
  void throughputHoldsTheTruth() {
    // A Poisson stream of 20 requests a second with 11 tokens each.
    assertCoverage(20, intervals -> intervals.rate("request_throughput"));
    assertCoverage(220, intervals -> intervals.rate("output_throughput"));
  }

  @Test
  void percentileThatTheCaseIsTooShortForSaysSo() {
    List<PercentileInterval> few =
        intervals(poisson(new Random(1), 300)).latency(Metric.TTFT).percentiles();
    List<PercentileInterval> enough =
        intervals(poisson(new Random(1), 500)).latency(Metric.TTFT).percentiles();

    assertThat(few.get(0).tooFew()).isFalse();
    assertThat(few.get(1).tooFew()).isTrue();
    assertThat(few.get(1).required()).isEqualTo(368);
    assertThat(few.get(1).interval().high()).isNull();
    assertThat(enough.get(1).tooFew()).isFalse();
  }

  @Test
  void largestValueIsNeverOneOfTooFew() {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(0.0, 100.0), null);
    FurtherFigures analysis = ServingMetrics.of(poisson(new Random(1), 300), spec).further();
    Intervals intervals =
        Objects.requireNonNull(Objects.requireNonNull(analysis.whole()).intervals());
    assertThat(intervals.latency(Metric.TTFT).percentiles())
        .noneMatch(PercentileInterval::tooFew)
        .noneMatch(each -> each.interval().whole());
  }

  private static void assertCoverage(double truth, Function<Intervals, Interval> figure) {
    Random random = new Random(17);
    int held = 0;
    for (int i = 0; i < CASES; i++) {
      Interval interval = figure.apply(intervals(poisson(random, 400)));
      held +=
          interval.low() != null
                  && interval.high() != null
                  && interval.low() <= truth
                  && truth <= interval.high()
              ? 1
              : 0;
    }
    assertThat((double) held / CASES).isBetween(0.93, 0.97);
  }

  private static Intervals intervals(List<RequestRecord> records) {
    WindowFigures whole =
        Objects.requireNonNull(ServingMetrics.of(records, SPEC).further().whole());
    return Objects.requireNonNull(whole.intervals());
  }

  private static List<RequestRecord> poisson(Random random, int requests) {
    List<RequestRecord> records = new ArrayList<>();
    double sent = 0;
    for (int i = 0; i < requests; i++) {
      double at = sent + exponential(random, 100);
      double gap = 10 + exponential(random, 10);
      Requests request = Requests.request(i).sentAt(sent);
      for (int token = 0; token < 11; token++) {
        request.output(at + token * gap);
      }
      records.add(request.build());
      sent += exponential(random, 50);
    }
    return records;
  }

  private static double exponential(Random random, double mean) {
    return -mean * Math.log1p(-random.nextDouble());
  }
}
