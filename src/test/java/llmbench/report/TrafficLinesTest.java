// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import llmbench.plan.LoadSpec;
import llmbench.plan.LoadSpec.ArrivalSpec;
import llmbench.plan.LoadSpec.Replay;
import llmbench.plan.LoadSpec.UserSpec;
import llmbench.plan.RateProfile;
import llmbench.plan.RequestRate.Ramp;
import llmbench.plan.RequestRate.Strategy;
import llmbench.plan.TraceWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrafficLinesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final RateProfile PROFILE = new RateProfile(Curve.constant(12.5, 90));

  @Test
  void linesAreVllms() {
    assertThat(lines(new ArrivalSpec(1, null, null, null, null), INF, null))
        .containsExactly(
            "Traffic request rate: inf",
            "Burstiness factor: 1.0 (Poisson process)",
            "Maximum request concurrency: None");
    assertThat(lines(new ArrivalSpec(0.25, null, null, null, null), 5, 8))
        .containsExactly(
            "Traffic request rate: 5.0",
            "Burstiness factor: 0.25 (Gamma distribution)",
            "Maximum request concurrency: 8");
    assertThat(lines(new ArrivalSpec(1, null, null, null, null), 0.0005, null))
        .contains("Traffic request rate: 0.0005");
    Ramp ramp = new Ramp(Strategy.LINEAR, 1, 10);
    assertThat(lines(new ArrivalSpec(1, ramp, null, null, null), INF, 8))
        .containsExactly(
            "Traffic ramp-up strategy: linear.",
            "Will increase RPS from 1 to 10 RPS over the duration of the benchmark.",
            "Burstiness factor: 1.0 (Poisson process)",
            "Maximum request concurrency: 8");
    Replay replay = new Replay(1, TraceWindow.ALL);
    assertThat(lines(new ArrivalSpec(1, null, null, replay, null), INF, null))
        .containsExactly("Self timing is set, using the timestamps from the trace file.");
  }

  @Test
  void loadsThatVllmDoesNotHaveAreToldLikewise() {
    assertThat(lines(new ArrivalSpec(INF, null, PROFILE, null, null), INF, null))
        .containsExactly(
            "Traffic request rate: up to 12.5 over 90 s",
            "Burstiness factor: inf (equal gaps)",
            "Maximum request concurrency: None");
    Path file = Path.of("results", "arrivals", "a.txt");
    assertThat(lines(new ArrivalSpec(1, null, null, null, file), INF, 3))
        .containsExactly(
            "Traffic request rate: the times of a.txt", "Maximum request concurrency: 3");
    LoadSpec users =
        new LoadSpec(
            ArrivalSpec.AT_ONCE,
            new UserSpec(Curve.constant(20, 60), null),
            null,
            LoadSpec.DEFAULT_GRACE);
    assertThat(TrafficLines.of(users, new Case(1, null, null, 20, 100)))
        .endsWith("\nMaximum request concurrency: up to 20 over 60 s\n");
  }

  private static List<String> lines(ArrivalSpec spec, double rate, @Nullable Integer cap) {
    LoadSpec load = new LoadSpec(spec, UserSpec.PLAIN, null, LoadSpec.DEFAULT_GRACE);
    return TrafficLines.of(load, new Case(1, null, null, cap, 100).withRate(rate)).lines().toList();
  }
}
