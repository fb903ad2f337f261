// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.StreamFigures;
import llmbench.plan.AnswerKind;
import llmbench.plan.Metric;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Sets the figures against what was measured beside them: which are near the client's noise floor,
 * and what is left of them without the network.
 */
final class Trust {
  /** A percentile below so many times its floor is near it. */
  private static final double NEAR = 3;

  private static final double MEDIAN = 50;
  private static final double MAX_SCHEDULE_LAG_P99_MILLIS = 10;
  private static final double LAG_PERCENTILE = 99;
  private static final String CLIENT = "client";
  private static final String SUSPECT = "suspect";

  private Trust() {}

  /**
   * Adds to {@code suspect} what the records tell, {@code client.near_floor} and, if the plan asks
   * for it, {@code network_adjusted}.
   *
   * @param sections with {@code client} and {@code network} where they were measured; changed
   */
  static void complete(
      Map<String, Object> sections, ServingMetrics metrics, StreamFigures streams, Plan plan) {
    List<String> suspicions = suspicions(sections.get(SUSPECT), metrics, streams, plan);
    sections.put(SUSPECT, suspicions);
    if (sections.get(CLIENT) instanceof Map<?, ?> measured) {
      Map<String, Object> client = new LinkedHashMap<>();
      measured.forEach((key, value) -> client.put((String) key, value));
      client.put("near_floor", nearFloor(metrics, at(client, "noise_floor")));
      sections.put(CLIENT, client);
    }
    if (plan.client().networkAdjusted() && sections.get("network") instanceof Map<?, ?> network) {
      sections.put("network_adjusted", adjusted(metrics, network, plan.metrics().answers()));
    }
  }

  private static List<String> suspicions(
      @Nullable Object measured, ServingMetrics metrics, StreamFigures streams, Plan plan) {
    List<String> found = new ArrayList<>();
    if (measured instanceof List<?> list) {
      list.forEach(each -> found.add(String.valueOf(each)));
    }
    double lag = metrics.further().fromIntended().lag().percentileMillis(LAG_PERCENTILE);
    if (lag > MAX_SCHEDULE_LAG_P99_MILLIS) {
      found.add(
          String.format(
              Locale.ROOT,
              "schedule lag p99 (ms): %.3g, limit %.3g; requests were sent later than they were due;"
                  + " give the client more cores or lower the load",
              lag,
              MAX_SCHEDULE_LAG_P99_MILLIS));
    }
    StreamFigures.Lengths lengths = streams.lengths();
    // Turns carry more of the chat template the later they are, and may end when the model likes.
    boolean told = !plan.dataset().options().inSessions();
    if (told && lengths.notAsAsked(streams.completed())) {
      found.add(
          "lengths: of "
              + streams.completed()
              + " requests "
              + lengths.shortAnswers()
              + " came back shorter than asked and "
              + lengths.otherPrompts()
              + " had a prompt of another length than the others, limit 1 %; check ignore_eos, the"
              + " tokenizer and the model's length");
    }
    return List.copyOf(found);
  }

  /** Keys of figures below {@value #NEAR} times the same percentile of the client's own error. */
  static List<String> nearFloor(ServingMetrics metrics, @Nullable Object floor) {
    List<String> near = new ArrayList<>();
    if (metrics.figures().completed() > 0) {
      near(near, Metric.TTFT, metrics, at(at(floor, "ttft_ms"), "percentiles"));
      near(near, Metric.ITL, metrics, at(at(floor, "itl_ms"), "percentiles"));
    }
    return near;
  }

  private static void near(
      List<String> near, Metric metric, ServingMetrics metrics, @Nullable Object floor) {
    LatencyStats stats = metrics.figures().latency(metric);
    if (!(floor instanceof Map<?, ?> percentiles) || stats.count() == 0) {
      return;
    }
    if (stats.medianMillis() < NEAR * floorAt(percentiles, MEDIAN)) {
      near.add("median_" + metric.key() + "_ms");
    }
    for (Percentile percentile : stats.percentiles()) {
      if (percentile.millis() < NEAR * floorAt(percentiles, percentile.rank())) {
        near.add("p" + percentile.word() + "_" + metric.key() + "_ms");
      }
    }
  }

  /** The floor's percentile, or the next higher one that was kept: never too good. */
  private static double floorAt(Map<?, ?> percentiles, double rank) {
    double found = Double.NaN;
    double foundRank = Double.POSITIVE_INFINITY;
    for (Map.Entry<?, ?> entry : percentiles.entrySet()) {
      double kept = Double.parseDouble((String) entry.getKey());
      if (kept >= rank && kept < foundRank && entry.getValue() instanceof Number value) {
        foundRank = kept;
        found = value.doubleValue();
      }
    }
    return found;
  }

  /** TTFT and E2EL less the round trip: the mean of those before and after the load. */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  private static Map<String, Object> adjusted(
      ServingMetrics metrics, Map<?, ?> network, AnswerKind answers) {
    double trip = (roundTrip(at(network, "start")) + roundTrip(at(network, "end"))) / 2;
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("round_trip_ms", Double.isNaN(trip) ? null : trip);
    if (!Double.isNaN(trip)) {
      for (Metric metric : List.of(Metric.TTFT, Metric.E2EL)) {
        if (!answers.has(metric)) {
          continue;
        }
        LatencyStats stats = metrics.figures().latency(metric);
        String suffix = "_" + metric.key() + "_ms";
        members.put("mean" + suffix, less(stats.meanMillis(), trip));
        members.put("median" + suffix, less(stats.medianMillis(), trip));
        for (Percentile percentile : stats.percentiles()) {
          members.put("p" + percentile.word() + suffix, less(percentile.millis(), trip));
        }
      }
    }
    return members;
  }

  private static double roundTrip(@Nullable Object probe) {
    return at(probe, "round_trip_ms") instanceof Number millis ? millis.doubleValue() : Double.NaN;
  }

  private static double less(double millis, double trip) {
    return Math.max(0, millis - trip);
  }

  private static @Nullable Object at(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> members ? members.get(key) : null;
  }
}
