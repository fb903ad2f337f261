// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import org.jspecify.annotations.Nullable;

/**
 * How one figure of a case changed from A to B.
 *
 * @param key its key in a result; {@code failed} is the share of failed requests
 * @param unit of the values: {@code ms}, {@code tok/s}, {@code req/s}; empty for a share
 * @param a A's value; the geometric mean of several runs
 * @param b B's
 * @param change in per cent of A, of {@code failed} in percentage points; null where A is 0
 * @param low lower end of the interval by which it was judged, likewise; null for none
 * @param high upper end
 * @param confidence of that interval alone, above 0.95 where many figures are judged together
 * @param plain the interval as if this figure were the only one, at 95 %
 * @param verdict what is said of it
 * @param basis what the interval is from: {@code requests} of the one run, {@code runs}, {@code
 *     pairs of runs}, or empty
 */
public record FigureChange(
    String key,
    String unit,
    double a,
    double b,
    @Nullable Double change,
    @Nullable Double low,
    @Nullable Double high,
    double confidence,
    Bounds plain,
    Verdict verdict,
    String basis) {

  /** The ends of an interval; null where the sample says nothing. */
  public record Bounds(@Nullable Double low, @Nullable Double high) {}

  /** Whether the change is in percentage points and not in per cent of A. */
  public boolean inPoints() {
    return key.equals(Figure.FAILED);
  }

  /** A name for people, such as {@code p99 TTFT} or {@code output throughput}. */
  public String title() {
    return Titles.of(key);
  }

  /** A's or B's value with its unit, as tables show it. */
  public String shown(double value) {
    return Signs.value(this, value);
  }

  /** The change as tables show it: {@code +4.2 %}, or {@code from 0}. */
  public String shownChange() {
    return Signs.change(this);
  }

  /** The interval by which it was judged: {@code +1.2 to +7.1 %}; a dash for none. */
  public String shownInterval() {
    return Signs.interval(this, low, high);
  }

  /** The interval as if it were the only figure, likewise. */
  public String shownAlone() {
    return Signs.interval(this, plain.low(), plain.high());
  }

  /** In one line: {@code p99 TTFT 41.20 ms → 55.80 ms, +35.4 % (+20.1 to +52.6 %)}. */
  public String summary() {
    return title()
        + " "
        + Signs.value(this, a)
        + " → "
        + Signs.value(this, b)
        + ", "
        + Signs.change(this)
        + " ("
        + shownInterval()
        + ")";
  }
}
