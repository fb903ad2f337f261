// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.List;
import llmbench.plan.SearchSpec;
import llmbench.plan.SearchSpec.Variable;

/**
 * How many requests a probe has, and how long it takes. It has enough for its goals' shares ({@link
 * ProbeReading#leastRequests}), and lasts {@value #SCALES} end-to-end latencies beside the
 * beginning and the end that do not count.
 */
final class ProbeSize {
  /** How many end-to-end latencies the part that counts is long. */
  static final int SCALES = 30;

  /** Beyond the fewest that count; more while the scale is not known. */
  private static final double SPARE = 1.05;

  private static final double SPARE_UNKNOWN = 1.25;

  /** Over how many probes the missing requests are spread: their agreement is evidence too. */
  private static final int REPEATS = 4;

  /** How many times the fewest requests a probe has at most. */
  private static final double MOST = 6;

  private final SearchSpec spec;
  private double scale;
  private double throughput;

  ProbeSize(SearchSpec spec) {
    this.spec = spec;
  }

  /** Learns from a probe. */
  void told(Probe probe, ProbeOutcome outcome) {
    if (outcome.scaleSeconds() > 0 && (outcome.holds() || scale == 0)) {
      scale = outcome.scaleSeconds();
    } else if (outcome.scaleSeconds() > 0) {
      // At too high a load it is the queue's length.
      scale = Math.min(scale, outcome.scaleSeconds());
    }
    if (outcome.seconds() > 0) {
      throughput = Math.max(throughput, probe.requests() / outcome.seconds());
    }
  }

  /** The fewest requests of a probe. */
  int least(double value) {
    double margin = ProbeReading.BUILD_UP + ProbeReading.FALL_OFF;
    double perScale = spec.variable() == Variable.REQUEST_RATE ? value * scale : value;
    double counted =
        Math.max(
            (scale == 0 ? SPARE_UNKNOWN : SPARE) * ProbeReading.leastRequests(spec.goals()),
            SCALES * perScale);
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(counted + margin * perScale));
  }

  /**
   * How many further requests it takes.
   *
   * @param near probes near the limit
   * @param ratio half the interval's width over the one that is good enough
   * @param probes how many probes are left, at least 1
   */
  int next(double value, List<Told> near, double ratio, int probes) {
    double sent = near.stream().mapToDouble(each -> each.probe().requests()).sum();
    // The error falls with the root of the number.
    double missing = sent * (ratio * ratio - 1);
    int least = least(value);
    double each = missing / Math.max(1, Math.min(REPEATS, probes / 2));
    return (int) Math.max(least, Math.min(MOST * least, each));
  }

  /** How long so many requests take, in seconds; 0 where nothing is known yet. */
  double seconds(double value, int requests) {
    if (spec.variable() == Variable.MAX_CONCURRENCY) {
      return requests * scale / value;
    }
    double sending = requests / value;
    return throughput > 0 && throughput < value / 2 ? requests / throughput : sending + scale;
  }

  /** The most requests that fit into a time. */
  int fitting(double value, double seconds) {
    double each = seconds(value, 1000) / 1000;
    return each == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, seconds / each);
  }
}
