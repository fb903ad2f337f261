// SPDX-License-Identifier: Apache-2.0

/**
 * From a record file to a case's result: the one way, taken at the end of a run and by the command
 * {@code report} alike, so that both write the same file to the byte. What records cannot tell is
 * read from the file's header ({@link llmbench.analysis.CaseStart}) and its end mark ({@link
 * llmbench.analysis.CaseEnd}).
 */
@NullMarked
package llmbench.analysis;

import org.jspecify.annotations.NullMarked;
