// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.metrics.LatencyStats;
import llmbench.statistics.Autocorrelation;
import llmbench.statistics.SettledBatches;

/**
 * The figures of a run from its requests, each with its error. Requests that follow each other are
 * alike, so errors come from batches of them in the order of sending ({@link SettledBatches}), and
 * those of rates from stretches of time.
 */
final class SampleEstimates {
  private static final int BATCHES = 30;
  private static final int FEWEST_REQUESTS = 8;
  private static final int MOST_STRETCHES = 20;
  private static final int FEWEST_STRETCHES = 5;
  private static final int REQUESTS_PER_STRETCH = 4;
  private static final int MOST_SORTED = 200_000;
  private static final double MILLIS = 1000;

  private static final Map<String, Double> PERCENTILES = percentiles();

  private final RunSamples run;
  private final int[] completed;
  private final Map<String, Estimate> estimates = new LinkedHashMap<>();
  private final List<Curve> curves = new ArrayList<>();

  private SampleEstimates(RunSamples run) {
    this.run = run;
    this.completed = IntStream.range(0, run.size()).filter(run::completed).toArray();
  }

  /** All figures that the samples give, by key. */
  static Map<String, Estimate> of(RunSamples run) {
    return read(run).estimates;
  }

  /** The figures, and how the values that they are of are spread. */
  static SampleEstimates read(RunSamples run) {
    SampleEstimates read = new SampleEstimates(run);
    read.all();
    return read;
  }

  Map<String, Estimate> estimates() {
    return estimates;
  }

  /** One for each metric that there is. */
  List<Curve> curves() {
    return curves;
  }

  private void all() {
    rates();
    if (run.streamed()) {
      latencies("ttft", Arrays.stream(completed).mapToDouble(run::ttft).toArray());
      latencies(
          "tpot",
          Arrays.stream(completed)
              .filter(i -> run.outputTokens(i) > 1)
              .mapToDouble(i -> (run.e2el(i) - run.ttft(i)) / (run.outputTokens(i) - 1))
              .toArray());
      gaps();
    }
    latencies("e2el", Arrays.stream(completed).mapToDouble(run::e2el).toArray());
    estimates.put(Figure.FAILED, failures());
  }

  // Rates

  /**
   * What a request makes is spread evenly over the time that it took, so that a stretch of time has
   * its part of requests that begin or end outside of it.
   */
  private void rates() {
    double[] requests = ones();
    double[] output = Arrays.stream(completed).mapToDouble(run::outputTokens).toArray();
    double[] tokens =
        Arrays.stream(completed)
            .mapToDouble(i -> run.inputTokens(i) + run.outputTokens(i))
            .toArray();
    estimates.put(Figure.REQUESTS, rate(requests));
    estimates.put(Figure.OUTPUT, rate(output));
    estimates.put(Figure.TOKENS, rate(tokens));
    if (run.judged()) {
      estimates.put(
          Figure.GOODPUT,
          rate(Arrays.stream(completed).mapToDouble(i -> run.good(i) ? 1 : 0).toArray()));
    }
  }

  private double[] ones() {
    double[] ones = new double[completed.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Estimate rate(double[] amounts) {
    double duration = run.duration();
    double total = Arrays.stream(amounts).sum();
    double value = duration > 0 ? total / duration : 0;
    if (completed.length < FEWEST_REQUESTS || !(duration > 0)) {
      return new Estimate.Bare(value);
    }
    if (total == 0) {
      return new Estimate.Absent(duration);
    }
    int stretches =
        Math.min(
            MOST_STRETCHES, Math.max(FEWEST_STRETCHES, completed.length / REQUESTS_PER_STRETCH));
    double begin = run.size() == 0 ? 0 : run.start(0);
    double width = duration / stretches;
    double[] made = new double[stretches];
    double[] seconds = new double[stretches];
    Arrays.fill(seconds, width);
    for (int i = 0; i < completed.length; i++) {
      double from = (run.start(completed[i]) - begin) / width;
      spread(made, from, from + run.e2el(completed[i]) / width, amounts[i]);
    }
    return smooth(value, 1, SettledBatches.of(made, seconds));
  }

  private static void spread(double[] stretches, double from, double to, double amount) {
    int last = stretches.length - 1;
    int first = Math.min(last, Math.max(0, (int) from));
    int end = Math.min(last, Math.max(first, (int) to));
    double whole = to - from;
    if (end == first || !(whole > 0)) {
      stretches[end] += amount;
      return;
    }
    for (int i = first; i <= end; i++) {
      double part = (i == end ? to : i + 1) - (i == first ? from : i);
      stretches[i] += amount * part / whole;
    }
  }

  private static Estimate smooth(double value, double unit, SettledBatches batches) {
    double error = batches.standardError() * unit;
    return value > 0
        ? new Estimate.Smooth(value, error / value, batches.degreesOfFreedom())
        : new Estimate.Bare(value);
  }

  // Latencies

  private void latencies(String metric, double[] seconds) {
    if (seconds.length == 0) {
      return;
    }
    double[] sums = batched(seconds);
    double[] counts = batched(ones(seconds.length));
    SettledBatches mean = SettledBatches.of(sums, counts);
    estimates.put(key("mean", metric), smooth(mean.value() * MILLIS, MILLIS, mean));
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    curves.add(Curve.of(metric, sorted));
    PERCENTILES.forEach(
        (name, share) -> {
          double at = LatencyStats.linearPercentile(sorted, share * 100);
          double[] below = new double[seconds.length];
          for (int i = 0; i < below.length; i++) {
            below[i] = seconds[i] <= at ? 1 : 0;
          }
          estimates.put(
              key(name, metric),
              ranked(at, sorted, share, SettledBatches.of(batched(below), counts), seconds.length));
        });
  }

  /** The gaps of one request are alike, so requests are batched and never gaps. */
  private void gaps() {
    int[] with = Arrays.stream(completed).filter(i -> run.gaps(i).length > 0).toArray();
    if (with.length == 0) {
      return;
    }
    double[] sums = new double[with.length];
    double[] counts = new double[with.length];
    int all = 0;
    for (int i = 0; i < with.length; i++) {
      double[] gaps = run.gaps(with[i]);
      sums[i] = Arrays.stream(gaps).sum();
      counts[i] = gaps.length;
      all += gaps.length;
    }
    double[] sorted = new double[all];
    int filled = 0;
    for (int request : with) {
      double[] gaps = run.gaps(request);
      System.arraycopy(gaps, 0, sorted, filled, gaps.length);
      filled += gaps.length;
    }
    Arrays.sort(sorted);
    curves.add(Curve.of("itl", sorted));
    double[] inBatches = batched(counts);
    SettledBatches mean = SettledBatches.of(batched(sums), inBatches);
    estimates.put(key("mean", "itl"), smooth(mean.value() * MILLIS, MILLIS, mean));
    double[] kept = thinned(sorted);
    PERCENTILES.forEach(
        (name, share) -> {
          double at = LatencyStats.linearPercentile(sorted, share * 100);
          double[] below = new double[with.length];
          for (int i = 0; i < below.length; i++) {
            below[i] = Arrays.stream(run.gaps(with[i])).filter(gap -> gap <= at).count();
          }
          estimates.put(
              key(name, "itl"),
              ranked(at, kept, share, SettledBatches.of(batched(below), inBatches), sorted.length));
        });
  }

  /**
   * @param below of which batches show how unsure the share below the percentile is
   */
  private static Estimate ranked(
      double at, double[] sorted, double share, SettledBatches below, int values) {
    if (!(at > 0)) {
      return new Estimate.Bare(at * MILLIS);
    }
    if (Double.isInfinite(below.standardError())) {
      return new Estimate.Bare(at * MILLIS);
    }
    boolean sure = !(below.standardError() > 0);
    return new Estimate.Ranked(
        at * MILLIS,
        sorted,
        MILLIS,
        share,
        sure ? values : effective(below, share, values),
        sure ? Double.POSITIVE_INFINITY : below.degreesOfFreedom());
  }

  /** Evenly chosen order statistics, the ends among them, where there are very many. */
  private static double[] thinned(double[] sorted) {
    if (sorted.length <= MOST_SORTED) {
      return sorted;
    }
    double[] kept = new double[MOST_SORTED];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / (kept.length - 1))];
    }
    return kept;
  }

  /**
   * How many independent values the sample is worth where a share is concerned: as many as would
   * give it the error that its batches show.
   */
  private static double effective(SettledBatches of, double share, int values) {
    double error = of.standardError();
    return error > 0
        ? Math.max(1, Math.min(values, share * (1 - share) / (error * error)))
        : values;
  }

  private static double[] batched(double[] values) {
    int batches = values.length < 2 * BATCHES ? values.length : BATCHES;
    double[] sums = new double[batches];
    for (int i = 0; i < values.length; i++) {
      sums[(int) ((long) i * batches / values.length)] += values[i];
    }
    return sums;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  // Failures

  private Estimate failures() {
    int failed = run.size() - completed.length;
    double share = run.size() == 0 ? 0 : (double) failed / run.size();
    double effective = run.size();
    if (failed > 0 && failed < run.size()) {
      double[] each =
          IntStream.range(0, run.size()).mapToDouble(i -> run.completed(i) ? 0 : 1).toArray();
      if (Autocorrelation.positive(each)) {
        effective =
            effective(
                SettledBatches.of(batched(each), batched(ones(each.length))), share, run.size());
      }
    }
    return new Estimate.Share(failed, run.size(), effective);
  }

  private static String key(String statistic, String metric) {
    return statistic + "_" + metric + "_ms";
  }

  private static Map<String, Double> percentiles() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("median", 0.5);
    shares.put("p90", 0.9);
    shares.put("p99", 0.99);
    return shares;
  }
}
