// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.calibration.ClientFloor;
import llmbench.calibration.ClientHealth;
import llmbench.calibration.HealthFigures;
import llmbench.calibration.NoiseFloor;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Metric;
import llmbench.recording.NanoClock;
import llmbench.server.NetworkProbe;
import org.jspecify.annotations.Nullable;

/**
 * How far a case's figures can be trusted: the client's noise floor and health, and the network
 * before and after.
 */
final class CaseTrust {
  /** A percentile below so many times its floor is near it. */
  private static final double NEAR = 3;

  private static final double MEDIAN = 50;

  private final Setup setup;
  private final NetworkProbe before;
  private @Nullable NetworkProbe after;
  private @Nullable ClientHealth health;
  private @Nullable HealthFigures figures;

  /** Looks at the network; the load has not begun. */
  CaseTrust(Setup setup) {
    this.setup = setup;
    this.before = probe(setup);
  }

  private static NetworkProbe probe(Setup setup) {
    return NetworkProbe.measure(setup.baseUrl(), setup.server(), NanoClock.SYSTEM::nanoTime);
  }

  synchronized void loadBegins(List<EventLoop> loops) {
    if (figures == null) {
      health = ClientHealth.start(loops);
    }
  }

  /** Stops watching; the load is over. */
  synchronized void loadEnded() {
    if (health != null && figures == null) {
      figures = health.stop();
    }
    after = probe(setup);
  }

  /**
   * The members of the result's {@code llmbench}: {@code client}, {@code suspect}, {@code network}
   * and, if asked for, {@code network_adjusted}.
   */
  synchronized Map<String, Object> sections(ServingMetrics metrics, @Nullable ClientFloor floor) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put(
        "noise_floor",
        floor == null ? Map.of("not_measured", "client_warmup is false") : floor.members());
    client.put("near_floor", nearFloor(metrics, floor == null ? null : floor.floor()));
    client.put("health", figures == null ? null : figures.members());
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("start", before.members());
    network.put("end", after == null ? null : after.members());
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("suspect", suspicions());
    sections.put("client", client);
    sections.put("network", network);
    if (setup.plan().client().networkAdjusted()) {
      sections.put("network_adjusted", adjusted(metrics));
    }
    return sections;
  }

  /** Why the case's figures should not be trusted; empty if nothing speaks against them. */
  synchronized List<String> suspicions() {
    return figures == null ? List.of() : figures.suspicions();
  }

  /** Keys of figures below {@value #NEAR} times the same percentile of the client's own error. */
  static List<String> nearFloor(ServingMetrics metrics, @Nullable NoiseFloor floor) {
    List<String> near = new ArrayList<>();
    if (floor != null && metrics.figures().completed() > 0) {
      near(near, Metric.TTFT, metrics, floor.ttftMillis());
      near(near, Metric.ITL, metrics, floor.itlMillis());
    }
    return near;
  }

  private static void near(
      List<String> near, Metric metric, ServingMetrics metrics, double[] floor) {
    LatencyStats stats = metrics.figures().latency(metric);
    if (floor.length == 0 || stats.count() == 0) {
      return;
    }
    if (stats.medianMillis() < NEAR * NoiseFloor.percentile(floor, MEDIAN)) {
      near.add("median_" + metric.key() + "_ms");
    }
    for (Percentile percentile : stats.percentiles()) {
      if (percentile.millis() < NEAR * NoiseFloor.percentile(floor, percentile.rank())) {
        near.add("p" + percentile.word() + "_" + metric.key() + "_ms");
      }
    }
  }

  /** TTFT and E2EL less the round trip: the mean of those before and after the load. */
  private Map<String, Object> adjusted(ServingMetrics metrics) {
    Map<String, Object> members = new LinkedHashMap<>();
    NetworkProbe end = after;
    double trip = end == null ? Double.NaN : (before.roundTripMillis() + end.roundTripMillis()) / 2;
    members.put("round_trip_ms", Double.isNaN(trip) ? null : trip);
    if (!Double.isNaN(trip)) {
      for (Metric metric : List.of(Metric.TTFT, Metric.E2EL)) {
        LatencyStats stats = metrics.figures().latency(metric);
        members.put("mean_" + metric.key() + "_ms", less(stats.meanMillis(), trip));
        members.put("median_" + metric.key() + "_ms", less(stats.medianMillis(), trip));
        for (Percentile percentile : stats.percentiles()) {
          members.put(
              "p" + percentile.word() + "_" + metric.key() + "_ms",
              less(percentile.millis(), trip));
        }
      }
    }
    return members;
  }

  private static double less(double millis, double trip) {
    return Math.max(0, millis - trip);
  }
}
