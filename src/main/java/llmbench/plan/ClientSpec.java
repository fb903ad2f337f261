// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;

/**
 * How the client watches itself, how it is stopped, and how much it does at once.
 *
 * @param warmup whether it warms itself and measures its noise floor before the first case
 * @param networkAdjusted whether TTFT and E2EL less the network's round trip are added
 * @param drainTimeout how long requests in flight may go on when the run is stopped; zero cuts them
 *     at once
 * @param parallelCases how many cases go on at once, at least 1
 */
public record ClientSpec(
    boolean warmup, boolean networkAdjusted, Duration drainTimeout, int parallelCases) {}
