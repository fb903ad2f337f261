// SPDX-License-Identifier: Apache-2.0

/** Rows of files in the formats of the Hub's data sets, read one after another. */
@NullMarked
package llmbench.dataset.rows;

import org.jspecify.annotations.NullMarked;
