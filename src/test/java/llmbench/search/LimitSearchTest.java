// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;
import org.junit.jupiter.api.Test;

class LimitSearchTest {
  private static final Goal TTFT = new Goal.Latency(Metric.TTFT, 99, 500);
  private static final Goal FAILURES = new Goal.Failures(0.02);

  @Test
  void findsWhereTheShareIsTheAllowedOne() {
    for (double limit : new double[] {2.5, 17, 60}) {
      SearchAnswer answer = search(spec(60, 100_000), curve(0.01, limit, 20));
      assertThat(answer.end()).isEqualTo(SearchEnd.FOUND);
      assertThat(answer.estimate()).isBetween(0.95 * limit, 1.05 * limit);
      assertThat(answer.low()).isBetween(0.9 * limit, limit);
      assertThat(answer.high()).isBetween(limit, 1.1 * limit);
      assertThat(answer.seconds()).isPositive();
    }
  }

  @Test
  void ofSeveralGoalsTheFirstToFailIsTheLimit() {
    SearchSpec both = spec(Variable.REQUEST_RATE, List.of(TTFT, FAILURES), 60, 100_000);
    SearchAnswer answer = search(both, curve(0.01, 40, 20), curve(0.02, 11, 8));
    assertThat(answer.estimate()).isBetween(0.95 * 11, 1.05 * 11);
    answer = search(both, curve(0.01, 9, 20), curve(0.02, 30, 8));
    assertThat(answer.estimate()).isBetween(0.95 * 9, 1.05 * 9);
  }

  @Test
  void inWholeNumbersItIsTheLargestThatHolds() {
    SearchSpec whole = spec(Variable.MAX_CONCURRENCY, List.of(TTFT), 60, 100_000);
    SearchAnswer answer = search(whole, curve(0.01, 7.5, 30));
    assertThat(answer.estimate()).isEqualTo(7);
    assertThat(answer.low()).isEqualTo(7);
    assertThat(answer.high()).isEqualTo(7);
    assertThat(answer.probes()).allMatch(told -> told.probe().value() % 1 == 0);
  }

  @Test
  void saysSoWhereThereIsNoLimitBetweenTheEnds() {
    SearchAnswer all = search(spec(60, 100_000), curve(0.01, 500, 20));
    assertThat(all.end()).isEqualTo(SearchEnd.HOLDS_EVERYWHERE);
    assertThat(all.estimate()).isNull();
    assertThat(all.reason())
        .contains("not found between request_rate 1 and request_rate 100")
        .contains("raise \"to\"");
    SearchAnswer none = search(spec(60, 100_000), curve(0.01, 0.2, 20));
    assertThat(none.end()).isEqualTo(SearchEnd.HOLDS_NOWHERE);
    assertThat(none.low()).isNull();
    assertThat(none.reason()).contains("ttft p99 < 500ms (found 777.0)");
  }

  @Test
  void aServerThatIsBetterAtMoreLoadHasNoLimit() {
    SearchAnswer answer = search(spec(60, 100_000), load -> load > 9 && load < 30 ? 0.4 : 1e-6);
    // 10 fails, 5 holds: the limit is there. From 5 to 10 nothing contradicts.
    assertThat(answer.end()).isEqualTo(SearchEnd.FOUND);
    answer = search(spec(60, 100_000), load -> (load > 6 && load < 9) || load < 4.9 ? 0.4 : 1e-6);
    assertThat(answer.end()).isNotEqualTo(SearchEnd.FOUND);
  }

  @Test
  void contradictionsAreTriedAgainAndThenReported() {
    SearchAnswer answer = search(spec(60, 100_000), load -> load < 15 ? 0.4 : 1e-6, 20);
    assertThat(answer.end()).isIn(SearchEnd.NOT_MONOTONE, SearchEnd.HOLDS_NOWHERE);
    List<Told> told = List.of(told(1, 10, 0.4), told(2, 20, 0), told(3, 10, 0.4));
    Monotone once = Monotone.of(told, 1);
    assertThat(once.broken()).isFalse();
    assertThat(once.doubtful()).isEqualTo(20);
    List<Told> twice = new ArrayList<>(told);
    twice.add(told(4, 20, 0));
    assertThat(Monotone.of(twice, 1)).isEqualTo(new Monotone(true, 0, 10, 20));
    twice.add(told(5, 20, 0.4));
    assertThat(Monotone.of(twice, 1).broken()).isFalse();
  }

  @Test
  void keepsToItsBudgets() {
    SearchAnswer few = search(spec(4, 100_000), curve(0.01, 17, 20));
    assertThat(few.end()).isEqualTo(SearchEnd.OUT_OF_PROBES);
    assertThat(few.probes()).hasSize(4);
    assertThat(few.low()).isLessThan(17);
    assertThat(few.high()).isGreaterThan(17);
    SearchAnswer brief = search(spec(60, 400), curve(0.01, 17, 20));
    assertThat(brief.end()).isEqualTo(SearchEnd.OUT_OF_TIME);
    assertThat(brief.seconds()).isLessThanOrEqualTo(400);
    assertThat(brief.reason()).contains("of the budget are left");
  }

  @Test
  void aProbeThatIsTooShortIsTriedAgainLongerAndNotForEver() {
    LimitSearch search = new LimitSearch(spec(60, 1e9));
    Probe first = Objects.requireNonNull(search.next());
    assertThat(search.next()).isEqualTo(first);
    int requests = 0;
    for (int i = 0; i < 3; i++) {
      Probe probe = Objects.requireNonNull(search.next());
      assertThat(probe.value()).isEqualTo(10);
      assertThat(probe.requests()).isGreaterThan(requests);
      requests = probe.requests();
      search.told(probe, new ProbeOutcome(List.of(), 3, false, 1, 10, "3 requests that count"));
    }
    assertThat(search.next()).isNull();
    assertThat(search.answer().end()).isEqualTo(SearchEnd.NOT_STEADY);
    assertThat(search.answer().reason()).contains("request_rate 10: 3 requests that count");
    assertThatIllegalStateException()
        .isThrownBy(() -> search.told(first, told(1, 10, 0).outcome()));
  }

  @Test
  void nearTheTrueLimitsOfTheEnginesModel() {
    // Of long runs; docs/search.md has the command and more seeds.
    SearchSpec rate = VirtualProbes.spec(Variable.REQUEST_RATE, Metric.TTFT, 99, 500, 1, 100);
    SearchSpec seats = VirtualProbes.spec(Variable.MAX_CONCURRENCY, Metric.TPOT, 95, 12.2, 1, 100);
    for (int seed = 1; seed <= 3; seed++) {
      assertThat(VirtualProbes.LARGE.search(rate, seed).estimate())
          .isBetween(0.95 * 14.86, 1.05 * 14.86);
      assertThat(VirtualProbes.SMALL.search(seats, seed).estimate()).isEqualTo(5);
    }
  }

  private static SearchSpec spec(int probes, double seconds) {
    return spec(Variable.REQUEST_RATE, List.of(TTFT), probes, seconds);
  }

  private static SearchSpec spec(Variable variable, List<Goal> goals, int probes, double seconds) {
    return new SearchSpec(
        variable,
        goals,
        1,
        100,
        Duration.ofMillis((long) (1000 * seconds)),
        probes,
        0.05,
        0.95,
        null);
  }

  private static DoubleUnaryOperator curve(double allowed, double limit, double slope) {
    return load -> 1 / (1 + (1 - allowed) / allowed * Math.exp(-slope * Math.log(load / limit)));
  }

  private static SearchAnswer search(SearchSpec spec, DoubleUnaryOperator... shares) {
    return search(spec, shares, 7);
  }

  private static SearchAnswer search(SearchSpec spec, DoubleUnaryOperator share, long seed) {
    return search(spec, new DoubleUnaryOperator[] {share}, seed);
  }

  private static SearchAnswer search(SearchSpec spec, DoubleUnaryOperator[] shares, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LimitSearch search = new LimitSearch(spec);
    for (Probe probe = search.next(); probe != null; probe = search.next()) {
      List<GoalEvidence> goals = new ArrayList<>();
      for (int goal = 0; goal < shares.length; goal++) {
        double share = shares[goal].applyAsDouble(probe.value());
        goals.add(evidence(spec.goals().get(goal), probe.requests(), share, random));
      }
      double seconds = spec.variable().whole() ? 1 : probe.requests() / probe.value();
      search.told(probe, new ProbeOutcome(goals, probe.requests(), false, 0.5, seconds, ""));
    }
    return search.answer();
  }

  private static GoalEvidence evidence(
      Goal goal, int requests, double share, SplittableRandom random) {
    double[] misses = new double[10];
    double[] trials = new double[10];
    Arrays.fill(trials, Math.floorDiv(requests, 10));
    for (int i = 0; i < Math.floorDiv(requests, 10) * 10; i++) {
      misses[i % 10] += random.nextDouble() < share ? 1 : 0;
    }
    return new GoalEvidence(goal, 777, misses, trials);
  }

  private static Told told(int number, double value, double share) {
    GoalEvidence evidence = evidence(TTFT, 5000, share, new SplittableRandom(number));
    return new Told(
        new Probe(number, value, 5000, 0),
        new ProbeOutcome(List.of(evidence), 5000, false, 0.5, 60, ""));
  }
}
