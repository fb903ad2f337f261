// SPDX-License-Identifier: Apache-2.0

/**
 * Methods on plain numbers: how sure a mean or a percentile is, where a series has settled, whether
 * it drifts. Nothing here knows of requests, and nothing is random: the same numbers always give
 * the same answer. Each class names the paper that its formula is from.
 */
@NullMarked
package llmbench.statistics;

import org.jspecify.annotations.NullMarked;
