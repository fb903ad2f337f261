// SPDX-License-Identifier: Apache-2.0

/**
 * What the client itself adds to the times it measures: it is warmed up against an exact engine,
 * and its error against that engine's record is the noise floor. Not to be confused with {@code
 * num_warmups}, which warms the server.
 */
@NullMarked
package llmbench.calibration;

import org.jspecify.annotations.NullMarked;
