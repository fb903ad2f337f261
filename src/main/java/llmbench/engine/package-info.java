// SPDX-License-Identifier: Apache-2.0

/**
 * The embedded engine: an HTTP server that simulates a continuous-batching inference engine under
 * vLLM's API. It has no model; its answers are seeded noise and its times come from a cost model.
 *
 * <p>What happens to a request: {@code HttpConnection} (event loop) reads it whole and stamps it,
 * {@code Frontend} (two threads) parses, checks and tokenizes it, a {@code Pacer} (one thread)
 * decides when each token exists, and {@code EventStream} (event loop again) writes it.
 *
 * <p>There are two pacers. {@code StepLoop} drives {@code StepScheduler}, a pure class that steps
 * in virtual time, in real time. {@code ExactTimer} gives every request the same TTFT and ITL by an
 * absolute schedule, and the true time of each token is kept in {@link llmbench.engine.TokenTimes}.
 *
 * <p>{@code docs/engine.md} has the cost model, the limits and the notation of the faults.
 */
@NullMarked
package llmbench.engine;

import org.jspecify.annotations.NullMarked;
