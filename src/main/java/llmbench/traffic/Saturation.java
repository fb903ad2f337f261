// SPDX-License-Identifier: Apache-2.0
package llmbench.traffic;

import java.util.Arrays;
import java.util.Locale;
import llmbench.statistics.MannKendall;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server falls ever further behind an open load: whether the number of requests that are
 * due and not answered grows without end. Fed with samples at equal distances; looked at now and
 * then. The second half of the time so far is cut into {@value #BLOCKS} equal parts, and Sen's
 * slope through their means is how much the number grew, so that a stall at the end alone is no
 * growth. It says so if in that half
 *
 * <ol>
 *   <li>the number grew by at least {@value #LEAST_SHARE} of the requests that came,
 *   <li>and by at least {@value #DEVIATIONS} standard deviations of what chance does to a server
 *       that is exactly as fast as the load: √((c² + 1)·n) for n requests that came, where c² is
 *       the squared coefficient of variation of the gaps (1/burstiness, at least 1) and 1 that of
 *       exponential service times,
 *   <li>and rises all along: Mann-Kendall over the means, one-sided p below {@value #P_VALUE},
 * </ol>
 *
 * and not before that half begins {@value #SETTLED} times as late as the longest of the first
 * {@value #FIRST} requests took: a load that begins fills the server up to rate · latency, which
 * looks the same. {@code docs/load.md} has its false alarms and its power. Not thread-safe.
 */
public final class Saturation {
  /** Requests, the first by number, whose latency tells how long a load takes to settle. */
  public static final int FIRST = 20;

  static final int BLOCKS = 20;
  static final double LEAST_SHARE = 0.1;
  static final double DEVIATIONS = 4;
  static final double P_VALUE = 0.01;
  static final double SETTLED = 2;

  private static final int SAMPLES_PER_BLOCK = 2;

  private final double variance;
  private double[] seconds = new double[1024];
  private long[] due = new long[1024];
  private long[] backlog = new long[1024];
  private int samples;

  /**
   * A test of a load.
   *
   * @param burstiness of its arrivals, above 0
   */
  public Saturation(double burstiness) {
    this.variance = Math.max(1, 1 / burstiness) + 1;
  }

  /**
   * Takes a sample.
   *
   * @param at seconds since the load began, ascending
   * @param dueSoFar requests that have come
   * @param endedSoFar requests that have ended
   */
  public void add(double at, long dueSoFar, long endedSoFar) {
    if (samples == seconds.length) {
      seconds = Arrays.copyOf(seconds, 2 * samples);
      due = Arrays.copyOf(due, 2 * samples);
      backlog = Arrays.copyOf(backlog, 2 * samples);
    }
    seconds[samples] = at;
    due[samples] = dueSoFar;
    backlog[samples++] = dueSoFar - endedSoFar;
  }

  /**
   * Looks at the samples so far.
   *
   * @param firstLatency the longest latency of the first {@link #FIRST} requests, in seconds; NaN
   *     while not all of them have ended
   * @return what was seen, in words; null if the load seems to be kept up with
   */
  public @Nullable String check(double firstLatency) {
    if (samples == 0 || Double.isNaN(firstLatency)) {
      return null;
    }
    double now = seconds[samples - 1];
    int from = Arrays.binarySearch(seconds, 0, samples, now / 2);
    from = from < 0 ? -from - 1 : from;
    int size = (samples - from) / BLOCKS;
    if (size < SAMPLES_PER_BLOCK || seconds[from] < SETTLED * firstLatency) {
      return null;
    }
    from = samples - size * BLOCKS;
    double[] means = new double[BLOCKS];
    for (int i = from; i < samples; i++) {
      means[(i - from) / size] += (double) backlog[i] / size;
    }
    MannKendall trend = MannKendall.of(means);
    double growth = trend.slope() * (BLOCKS - 1);
    // The middles of the first and the last part are that much less than the whole apart.
    double came = (due[samples - 1] - due[from]) * (BLOCKS - 1.0) / BLOCKS;
    if (growth < LEAST_SHARE * came || growth < DEVIATIONS * Math.sqrt(variance * came)) {
      return null;
    }
    if (trend.s() <= 0 || trend.pValue() / 2 >= P_VALUE) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "requests due and not answered grew from %.0f to %.0f in %.1f s, in which %.0f came"
            + " (%.0f %% of them; Mann-Kendall, p = %.1e)",
        means[0],
        means[0] + growth,
        now - seconds[from],
        came,
        100 * growth / came,
        trend.pValue() / 2);
  }
}
