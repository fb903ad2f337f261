// SPDX-License-Identifier: Apache-2.0

/**
 * The values that the rooms exchange: what is to be run, with which options. No behaviour beyond
 * checks of their own ranges, and nothing but the JDK.
 */
@NullMarked
package llmbench.plan;

import org.jspecify.annotations.NullMarked;
