// SPDX-License-Identifier: Apache-2.0

/**
 * Result files: vLLM's JSON for each case, the table of all, and the outcome of the run. What is
 * written appears whole or not at all.
 */
@NullMarked
package llmbench.results;

import org.jspecify.annotations.NullMarked;
