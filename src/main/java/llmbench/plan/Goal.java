// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.math.BigDecimal;

/**
 * What must hold at a load. Every goal bounds a share of something that misses: "{@code ttft p99 <
 * 500ms}" says that at most 1 % of the requests may wait longer than 500 ms.
 */
public sealed interface Goal {
  /** The largest share that may miss, in (0, 1). */
  double allowedShare();

  /** As it is written in a configuration, such as {@code ttft p99 < 500ms}. */
  String text();

  /**
   * A percentile of a latency.
   *
   * @param metric {@link Metric#TTFT}, {@link Metric#TPOT}, {@link Metric#ITL} or {@link
   *     Metric#E2EL}
   * @param percentile in (0, 100)
   * @param limitMillis above 0
   */
  record Latency(Metric metric, double percentile, double limitMillis) implements Goal {
    @Override
    public double allowedShare() {
      return BigDecimal.ONE.subtract(BigDecimal.valueOf(percentile).movePointLeft(2)).doubleValue();
    }

    @Override
    public String text() {
      return metric.key() + " p" + plain(percentile) + " < " + plain(limitMillis) + "ms";
    }
  }

  /**
   * The share of requests that meet the limits of {@code goodput}.
   *
   * @param least in (0, 1)
   */
  record Goodput(double least) implements Goal {
    @Override
    public double allowedShare() {
      return BigDecimal.ONE.subtract(BigDecimal.valueOf(least)).doubleValue();
    }

    @Override
    public String text() {
      return "goodput >= " + plain(least);
    }
  }

  /**
   * The share of requests that fail.
   *
   * @param most in (0, 1)
   */
  record Failures(double most) implements Goal {
    @Override
    public double allowedShare() {
      return most;
    }

    @Override
    public String text() {
      return "failures <= " + plain(most);
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
