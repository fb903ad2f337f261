// SPDX-License-Identifier: Apache-2.0

/** What was measured of each request: clock, timeline, outcome, and the log that keeps it. */
@NullMarked
package llmbench.recording;

import org.jspecify.annotations.NullMarked;
