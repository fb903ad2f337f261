// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import org.jspecify.annotations.Nullable;

/**
 * A figure and its 95 % interval.
 *
 * @param v the value
 * @param lo the interval's lower end; null where it has none
 * @param hi the interval's upper end; null where it has none
 */
record Figure(double v, @Nullable Double lo, @Nullable Double hi) {}
