// SPDX-License-Identifier: Apache-2.0

/**
 * From figures to files: one JSON per case ({@link llmbench.results.ResultWriter}), one CSV per
 * folder ({@link llmbench.results.AggregateCsv}) and the run's outcome for CI ({@link
 * llmbench.results.StatusFile}).
 *
 * <p>A result's top level holds the keys of {@code vllm bench serve} 0.32 in its order, and one
 * object more, {@code llmbench}, with all that is ours. Every file is written beside its place and
 * then moved there, so a reader never sees half of one. Numbers and dates do not follow the locale.
 */
@NullMarked
package llmbench.results;

import org.jspecify.annotations.NullMarked;
