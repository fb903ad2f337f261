// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.Goal;
import llmbench.plan.Metric;
import org.jspecify.annotations.Nullable;

/**
 * How a goal of a search is written: {@code ttft p99 < 500ms}, {@code goodput >= 0.99}, {@code
 * failures <= 1%}. A limit without a unit is milliseconds; {@code <} and {@code <=} are the same.
 */
final class GoalNotation {
  static final String EXPECTED =
      "a goal such as \"ttft p99 < 500ms\" (of ttft, tpot, itl or e2el; a percentile above 0 and"
          + " below 100, or median), \"goodput >= 0.99\" or \"failures <= 1%\"";

  private static final Pattern LATENCY =
      Pattern.compile(
          "(ttft|tpot|itl|e2el)\\s+(?:(median)|p([0-9.]{1,12}))\\s*(?:<=?|≤)\\s*([0-9.eE+]{1,20})"
              + "\\s*(ms|s|)");
  private static final Pattern GOODPUT =
      Pattern.compile("goodput\\s*(?:>=?|≥)\\s*([0-9.]{1,20}\\s*%?)");
  private static final Pattern FAILURES =
      Pattern.compile("failures\\s*(?:<=?|≤)\\s*([0-9.]{1,20}\\s*%?)");

  private GoalNotation() {}

  static ValueType<Goal> type() {
    return ScalarTypes.ofText(EXPECTED, GoalNotation::read);
  }

  private static @Nullable Goal read(String text) {
    String trimmed = text.strip();
    Matcher latency = LATENCY.matcher(trimmed);
    if (latency.matches()) {
      BigDecimal percentile =
          latency.group(2) != null ? BigDecimal.valueOf(50) : Scalars.real(latency.group(3));
      BigDecimal limit = Scalars.real(latency.group(4));
      if (percentile == null || limit == null || limit.signum() <= 0) {
        return null;
      }
      boolean inside = percentile.signum() > 0 && percentile.compareTo(BigDecimal.valueOf(100)) < 0;
      BigDecimal millis = latency.group(5).equals("s") ? limit.movePointRight(3) : limit;
      Metric metric = Metric.valueOf(latency.group(1).toUpperCase(Locale.ROOT));
      return inside
          ? new Goal.Latency(metric, percentile.doubleValue(), millis.doubleValue())
          : null;
    }
    Matcher goodput = GOODPUT.matcher(trimmed);
    if (goodput.matches()) {
      Double least = share(goodput.group(1));
      return least == null ? null : new Goal.Goodput(least);
    }
    Matcher failures = FAILURES.matcher(trimmed);
    Double most = failures.matches() ? share(failures.group(1)) : null;
    return most == null ? null : new Goal.Failures(most);
  }

  /** A share above 0 and below 1, or per cent; null for anything else. */
  static @Nullable Double share(String text) {
    boolean percent = text.endsWith("%");
    BigDecimal value =
        Scalars.real(percent ? text.substring(0, text.length() - 1).strip() : text.strip());
    if (value == null) {
      return null;
    }
    BigDecimal share = percent ? value.movePointLeft(2) : value;
    return share.signum() > 0 && share.compareTo(BigDecimal.ONE) < 0 ? share.doubleValue() : null;
  }
}
