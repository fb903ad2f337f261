// SPDX-License-Identifier: Apache-2.0

/**
 * When requests are to be sent and how many users there are at a time, as arithmetic: no clock, no
 * threads, no files. Whoever sends asks here for the whole schedule before the first request.
 */
@NullMarked
package llmbench.traffic;

import org.jspecify.annotations.NullMarked;
