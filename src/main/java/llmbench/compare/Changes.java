// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.Arrays;
import java.util.List;
import llmbench.compare.Change.Ends;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * From both sides' estimates of one figure to its change.
 *
 * <p>Several runs: each run is one value, and their logarithms are compared by Welch's test (The
 * Generalization of "Student's" Problem when Several Different Population Variances are Involved,
 * Biometrika 34, 1947); where one side has a single run, the other's spread is taken for its own.
 * One run each: means and rates likewise with the errors that the runs themselves show; percentiles
 * and failures by joining the intervals of both sides (Zou and Donner, Construction of Confidence
 * Limits About Effect Measures, Statistics in Medicine 27, 2008), which for failures is Newcombe's
 * method 10 (Interval Estimation for the Difference Between Independent Proportions, Statistics in
 * Medicine 17, 1998).
 */
final class Changes {
  private static final String RUNS = "runs";
  private static final String PAIRS = "pairs of runs";
  private static final String REQUESTS = "requests";

  private Changes() {}

  /** The change from A to B; each list has an estimate for each run, at least one. */
  static Change of(List<Estimate> a, List<Estimate> b) {
    boolean single = a.size() == 1 && b.size() == 1;
    if (a.get(0) instanceof Estimate.Share && b.get(0) instanceof Estimate.Share) {
      return single ? failures(a, b) : failuresOfRuns(a, b);
    }
    return single ? single(a.get(0), b.get(0)) : ofRuns(values(a), values(b));
  }

  // One run each

  private static Change single(Estimate a, Estimate b) {
    double point = Math.log(b.value() / a.value());
    if (a instanceof Estimate.Smooth one && b instanceof Estimate.Smooth other) {
      return smooth(
          point,
          one.relativeError(),
          one.degreesOfFreedom(),
          other.relativeError(),
          other.degreesOfFreedom(),
          REQUESTS);
    }
    if (a instanceof Estimate.Ranked one && b instanceof Estimate.Ranked other) {
      return new Change(point, true, REQUESTS, level -> joined(point, one, other, level / 2));
    }
    if (a instanceof Estimate.Smooth one && b instanceof Estimate.Absent none) {
      return new Change(
          Double.NEGATIVE_INFINITY,
          true,
          REQUESTS,
          level ->
              new Ends(
                  Double.NEGATIVE_INFINITY, Math.log(none.most(level / 2) / least(one, level))));
    }
    if (a instanceof Estimate.Absent none && b instanceof Estimate.Smooth one) {
      return new Change(
          Double.POSITIVE_INFINITY,
          true,
          REQUESTS,
          level ->
              new Ends(
                  Math.log(least(one, level) / none.most(level / 2)), Double.POSITIVE_INFINITY));
    }
    return Change.bare(point, true);
  }

  private static double least(Estimate.Smooth of, double level) {
    return of.value() * Math.exp(-half(of.relativeError(), of.degreesOfFreedom(), level));
  }

  private static Ends joined(double point, Estimate.Ranked a, Estimate.Ranked b, double tail) {
    double down = Math.hypot(b.end(false, tail), a.end(true, tail));
    double up = Math.hypot(b.end(true, tail), a.end(false, tail));
    return new Ends(point - down, point + up);
  }

  /** Welch's interval of a difference of logarithms, with Satterthwaite's degrees of freedom. */
  private static Change smooth(
      double point, double errorA, double freedomA, double errorB, double freedomB, String basis) {
    double a = errorA * errorA;
    double b = errorB * errorB;
    double error = Math.sqrt(a + b);
    if (!Double.isFinite(error) || !Double.isFinite(point)) {
      return Change.bare(point, true);
    }
    double freedom = error == 0 ? 1 : (a + b) * (a + b) / (a * a / freedomA + b * b / freedomB);
    return new Change(
        point,
        true,
        basis,
        level -> {
          double half = half(error, freedom, level);
          return new Ends(point - half, point + half);
        });
  }

  private static double half(double error, double freedom, double level) {
    return error == 0 ? 0 : error * TDistribution.of(freedom).inverseSurvivalProbability(level / 2);
  }

  // Several runs

  private static double[] values(List<Estimate> runs) {
    return runs.stream().mapToDouble(Estimate::value).toArray();
  }

  private static Change ofRuns(double[] a, double[] b) {
    double point = logMean(b) - logMean(a);
    if (!Double.isFinite(point)) {
      return Change.bare(point, true);
    }
    double[] logsA = Arrays.stream(a).map(Math::log).toArray();
    double[] logsB = Arrays.stream(b).map(Math::log).toArray();
    return runs(point, logsA, logsB);
  }

  /**
   * The change from A to B of runs that are pairs, place by place: Student's test of the logarithms
   * of their ratios (The Probable Error of a Mean, Biometrika 6, 1908). What a pair has in common
   * falls out, and what changes from run to run stays in.
   */
  static Change ofPairs(List<Estimate> a, List<Estimate> b) {
    if (a.get(0) instanceof Estimate.Share && b.get(0) instanceof Estimate.Share) {
      return failuresOfRuns(a, b);
    }
    double[] ratios = new double[a.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = Math.log(b.get(i).value() / a.get(i).value());
    }
    double point = Arrays.stream(ratios).average().orElse(Double.NaN);
    double error = Math.sqrt(variance(ratios) / ratios.length);
    return smooth(point, error, ratios.length - 1.0, 0, 1, PAIRS);
  }

  private static double logMean(double[] values) {
    return Arrays.stream(values).map(Math::log).average().orElse(Double.NaN);
  }

  private static Change runs(double point, double[] a, double[] b) {
    double varianceA = variance(a);
    double varianceB = variance(b);
    double freedomA = a.length - 1.0;
    double freedomB = b.length - 1.0;
    if (a.length == 1) {
      varianceA = varianceB;
      freedomA = freedomB;
    } else if (b.length == 1) {
      varianceB = varianceA;
      freedomB = freedomA;
    }
    double errorA = Math.sqrt(varianceA / a.length);
    double errorB = Math.sqrt(varianceB / b.length);
    if (a.length == 1 || b.length == 1) {
      // One spread for both: all its degrees of freedom count once.
      double error = Math.hypot(errorA, errorB);
      return smooth(point, error, freedomA, 0, 1, RUNS);
    }
    return smooth(point, errorA, freedomA, errorB, freedomB, RUNS);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length < 2 ? 0 : squares / (values.length - 1);
  }

  // Failures

  private static Change failures(List<Estimate> a, List<Estimate> b) {
    Estimate.Share one = pooled(a);
    Estimate.Share other = pooled(b);
    double point = other.value() - one.value();
    if (one.sent() == 0 || other.sent() == 0) {
      return Change.bare(point, false);
    }
    return new Change(point, false, REQUESTS, level -> newcombe(one, other, level));
  }

  /** As wide as the runs differ, and as the counts of all runs together allow. */
  private static Change failuresOfRuns(List<Estimate> a, List<Estimate> b) {
    Change counted = failures(a, b);
    if (!counted.known()) {
      return counted;
    }
    Change spread = runs(counted.point(), values(a), values(b));
    return new Change(
        counted.point(),
        false,
        RUNS,
        level -> counted.span().at(level).and(spread.span().at(level)));
  }

  private static Estimate.Share pooled(List<Estimate> runs) {
    int failed = 0;
    int sent = 0;
    double effective = 0;
    for (Estimate run : runs) {
      Estimate.Share share = (Estimate.Share) run;
      failed += share.failed();
      sent += share.sent();
      effective += share.effective();
    }
    return new Estimate.Share(failed, sent, effective);
  }

  private static Ends newcombe(Estimate.Share a, Estimate.Share b, double level) {
    Ends ofA = wilson(a, level);
    Ends ofB = wilson(b, level);
    double point = b.value() - a.value();
    return new Ends(
        point - Math.hypot(b.value() - ofB.low(), ofA.high() - a.value()),
        point + Math.hypot(ofB.high() - b.value(), a.value() - ofA.low()));
  }

  /** The score interval (Wilson, Probable Inference, JASA 22, 1927). */
  private static Ends wilson(Estimate.Share share, double level) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(level / 2);
    double n = share.effective();
    double p = share.value();
    double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new Ends(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
