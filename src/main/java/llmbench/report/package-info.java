// SPDX-License-Identifier: Apache-2.0

/** What people read: the console block of a case, as vLLM prints it, and the table of the batch. */
@NullMarked
package llmbench.report;

import org.jspecify.annotations.NullMarked;
