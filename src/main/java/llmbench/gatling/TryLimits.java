// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.time.Duration;

/**
 * How long a try may take, zero for no limit; and how much of an answer the client takes.
 *
 * @param connect from sending to a connection that can be written to
 * @param request from sending to the end of the answer
 * @param streamIdle between two reads, and from writing the request to the first one
 * @param answerBytes most bytes of the answer's body, decompressed; 1 to {@value
 *     #MOST_ANSWER_BYTES}
 */
record TryLimits(Duration connect, Duration request, Duration streamIdle, int answerBytes) {
  /** A body lies in one array, which grows by doubling. */
  static final int MOST_ANSWER_BYTES = 1 << 29;

  /** 10 s, 6 h (vLLM's), 300 s, 64 MiB. */
  static final TryLimits DEFAULT =
      new TryLimits(Duration.ofSeconds(10), Duration.ofHours(6), Duration.ofSeconds(300), 1 << 26);

  /** The same with another limit for the whole try. */
  TryLimits withRequest(Duration other) {
    return new TryLimits(connect, other, streamIdle, answerBytes);
  }
}
