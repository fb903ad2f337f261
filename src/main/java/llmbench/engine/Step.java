// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.List;

/**
 * One step of the engine, planned.
 *
 * @param sequences those that take part
 * @param prefillTokens tokens of prompts (or of recomputed sequences) in it
 * @param durationNanos what it costs
 */
record Step<T>(List<Sequence<T>> sequences, int prefillTokens, long durationNanos) {}
