// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search for the largest load at which all goals hold.
 *
 * @param variable what is varied
 * @param goals at least one
 * @param from the least load that is tried, above 0; whole where the variable is
 * @param to the largest load that is tried, above {@code from}; whole where the variable is
 * @param budget longest time of all probes together
 * @param maxProbes most probes, at least 1
 * @param precision half the width of the interval that is good enough, as a share of the limit, in
 *     (0, 1)
 * @param confidence of the interval, in (0.5, 1)
 * @param gpus how many serve, at least 1; null where nothing is said of them
 */
public record SearchSpec(
    Variable variable,
    List<Goal> goals,
    double from,
    double to,
    Duration budget,
    int maxProbes,
    double precision,
    double confidence,
    @Nullable Integer gpus) {

  /** What is varied. */
  public enum Variable {
    /** Requests per second, an open loop. */
    REQUEST_RATE,
    /** Requests in flight, a closed loop; whole numbers. */
    MAX_CONCURRENCY;

    /** As it is written, such as {@code request_rate}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has whole numbers only. */
    public boolean whole() {
      return this == MAX_CONCURRENCY;
    }
  }

  /** Copies the list. */
  public SearchSpec {
    goals = List.copyOf(goals);
  }
}
