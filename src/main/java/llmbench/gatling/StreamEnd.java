// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import llmbench.recording.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One try of a request as its event loop saw it end, before its body was read whole. Times are
 * absolute {@link llmbench.recording.NanoClock} readings.
 *
 * @param last whether no further try follows
 * @param writtenNanos when its connection was there and it was written; -1 if it never was
 * @param headersNanos when the response's headers were read; -1 if none came
 * @param endNanos when the end, or the failure, was seen
 * @param status HTTP status; 0 if none came
 * @param error the failure's text; null on success
 * @param retryAfterSeconds of the response's {@code Retry-After}; -1 if not given or a date
 */
public record StreamEnd(
    StreamRequest request,
    int attempt,
    boolean last,
    long sentNanos,
    long writtenNanos,
    long headersNanos,
    long endNanos,
    StreamCapture capture,
    Outcome outcome,
    int status,
    @Nullable String error,
    int retryAfterSeconds) {

  /** The same, of a try that is followed by another. */
  StreamEnd notLast() {
    return with(false, error);
  }

  /** The same with another message. */
  StreamEnd withError(@Nullable String message) {
    return with(last, message);
  }

  private StreamEnd with(boolean lastTry, @Nullable String message) {
    return new StreamEnd(
        request,
        attempt,
        lastTry,
        sentNanos,
        writtenNanos,
        headersNanos,
        endNanos,
        capture,
        outcome,
        status,
        message,
        retryAfterSeconds);
  }
}
