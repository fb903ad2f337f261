// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.time.Duration;

/**
 * How long a try may take; zero for no limit.
 *
 * @param connect from sending to a connection that can be written to
 * @param request from sending to the end of the answer
 * @param streamIdle between two reads, and from writing the request to the first one
 */
public record Timeouts(Duration connect, Duration request, Duration streamIdle) {
  /** 10 s, 6 h (vLLM's), 300 s. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofHours(6), Duration.ofSeconds(300));
}
