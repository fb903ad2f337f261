// SPDX-License-Identifier: Apache-2.0

/**
 * The search for the largest load at which goals hold, and what is read off a curve of loads: the
 * knee and the Pareto front. Nothing here makes load, reads a clock or draws a number: {@link
 * llmbench.search.LimitSearch} is asked for the next probe and told what came of it. {@code
 * docs/search.md} has the method.
 */
@NullMarked
package llmbench.search;

import org.jspecify.annotations.NullMarked;
