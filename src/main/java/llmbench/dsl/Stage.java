// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of time of a load that changes: an entry of {@code rate_stages} or {@code
 * concurrency_stages}. Immutable. Made by {@link LlmDsl#stage}.
 */
public final class Stage {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Map<String, Object> terms;

  private Stage(Map<String, Object> terms) {
    this.terms = terms;
  }

  static Stage lasting(Duration duration) {
    return new Stage(Map.of("duration", duration.toNanos() / NANOS_PER_SECOND));
  }

  /** The same value all along: users a second, or users at once. */
  public Stage at(double value) {
    return with(Map.of("level", value));
  }

  /** In a straight line from one value to the other. */
  public Stage fromTo(double from, double to) {
    return with(Map.of("from", from, "to", to));
  }

  /**
   * Beside the rate, or without one, so many users at one instant, at the beginning and then at
   * that interval until before the end.
   */
  public Stage bursts(int users, Duration interval) {
    return with(
        Map.of("burst_size", users, "burst_interval", interval.toNanos() / NANOS_PER_SECOND));
  }

  private Stage with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(terms);
    all.putAll(more);
    return new Stage(all);
  }

  /** As {@code config.yaml} has it. */
  Map<String, Object> terms(String level) {
    Map<String, Object> named = new LinkedHashMap<>(terms);
    Object value = named.remove("level");
    if (value instanceof Double number) {
      boolean whole = number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE;
      named.put(level, whole ? (Object) number.intValue() : number);
    }
    return named;
  }
}
