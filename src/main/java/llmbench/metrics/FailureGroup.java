// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

/**
 * Failures of one kind.
 *
 * @param kind the outcome's key, such as {@code http_error}
 * @param httpStatus the status; 0 if none came
 * @param count how many, at least 1
 * @param example the first one's text; empty if it had none
 */
public record FailureGroup(String kind, int httpStatus, int count, String example) {}
