// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.time.Duration;

/**
 * How the client watches itself, and how it is stopped.
 *
 * @param warmup whether it warms itself and measures its noise floor before the first case
 * @param networkAdjusted whether TTFT and E2EL less the network's round trip are added
 * @param drainTimeout how long requests in flight may go on when the run is stopped; zero cuts them
 *     at once
 */
public record ClientSpec(boolean warmup, boolean networkAdjusted, Duration drainTimeout) {}
