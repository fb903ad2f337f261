// SPDX-License-Identifier: Apache-2.0

/**
 * The one adapter to Gatling: a step of our own that streams an answer over Gatling's HTTP client
 * and measures it, and the simulation that runs a whole plan. Users write the step by {@code
 * llmbench.dsl}.
 */
@NullMarked
package llmbench.gatling;

import org.jspecify.annotations.NullMarked;
