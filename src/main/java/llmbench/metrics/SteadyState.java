// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The window in which a case was steady.
 *
 * @param figures the window's figures; null where there is no steady window
 * @param reason why there is none, in words; empty where there is one
 * @param drift the tests of the window that was judged; empty if it did not come to that
 */
public record SteadyState(@Nullable WindowFigures figures, String reason, List<DriftTest> drift) {
  /** The fewest completed requests of a window that is judged. */
  public static final int FEWEST_REQUESTS = 30;

  /** Copies the list. */
  public SteadyState {
    drift = List.copyOf(drift);
  }

  static SteadyState none(String reason, List<DriftTest> drift) {
    return new SteadyState(null, reason, drift);
  }
}
