// SPDX-License-Identifier: Apache-2.0

/**
 * The one adapter to Gatling: a step of our own that streams an answer over Gatling's HTTP client
 * and measures it, usable in any scenario ({@link llmbench.gatling.LlmDsl}), and the simulation
 * that runs a whole plan.
 */
@NullMarked
package llmbench.gatling;

import org.jspecify.annotations.NullMarked;
