// SPDX-License-Identifier: Apache-2.0
/**
 * Further forms of what a run left: from record files and results to Parquet, and to the records of
 * PyTorch's benchmark database. Files in, files out; what is written stands in {@code
 * docs/export.md}.
 */
@NullMarked
package llmbench.export;

import org.jspecify.annotations.NullMarked;
