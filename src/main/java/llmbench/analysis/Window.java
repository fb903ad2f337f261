// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a case that a result is made of: what was sent from one time on, up to another one.
 * Times count from the case's start, the earliest time that a request was due or sent. Each try
 * stands for itself: a request whose last try lies outside is not counted.
 *
 * @param from the first time inside, 0 or more
 * @param to the first time outside; null for the case's end
 */
public record Window(Duration from, @Nullable Duration to) {
  /** The whole case. */
  public static final Window ALL = new Window(Duration.ZERO, null);

  private static final double NANOS_PER_SECOND = 1e9;

  /** Checks the order. */
  public Window {
    if (from.isNegative() || (to != null && to.compareTo(from) <= 0)) {
      throw new IllegalArgumentException(
          "expected a window that ends after its start, found from " + from + " to " + to);
    }
  }

  public boolean whole() {
    return equals(ALL);
  }

  /** Whether a try is inside that was sent so many nanoseconds after the case's start. */
  boolean holds(long nanos) {
    return nanos >= from.toNanos() && (to == null || nanos < to.toNanos());
  }

  /** For the result. */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  Map<String, Object> toMap(int requestsInCase) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("from_s", from.toNanos() / NANOS_PER_SECOND);
    values.put("to_s", to == null ? null : to.toNanos() / NANOS_PER_SECOND);
    values.put("requests_in_case", requestsInCase);
    return values;
  }
}
