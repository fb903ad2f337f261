// SPDX-License-Identifier: Apache-2.0

/** Tests of comparisons, and the trial of their method. */
@NullMarked
package llmbench.compare;

import org.jspecify.annotations.NullMarked;
