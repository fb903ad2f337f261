// SPDX-License-Identifier: Apache-2.0

/**
 * What people read: the console block of a case, as {@code vllm bench serve} 0.32 prints it byte
 * for byte, and the table of the batch.
 */
@NullMarked
package llmbench.report;

import org.jspecify.annotations.NullMarked;
