// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import llmbench.recording.Outcome;

/**
 * Requests that failed alike.
 *
 * @param status HTTP status; 0 if none came
 * @param example the first one's text
 */
public record FailureKind(Outcome outcome, int status, int count, String example) {}
