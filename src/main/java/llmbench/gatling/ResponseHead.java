// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import llmbench.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a response says of the answer, and how its body is read.
 *
 * @param status HTTP status; 0 if none came
 * @param retryAfterSeconds of {@code Retry-After}; -1 if not given or a date
 * @param framed whether the body is read in frames of the API: 200, and of the API's type
 * @param chunked whether the body is a stream that is read as it is on the wire
 * @param binary whether the body is an answer in binary
 * @param binaryUsage what the head then says of tokens; null for nothing
 */
record ResponseHead(
    int status,
    @Nullable String contentType,
    int retryAfterSeconds,
    boolean framed,
    boolean chunked,
    boolean binary,
    @Nullable String binaryUsage) {
  private static final int OK = 200;
  private static final String BINARY = "application/octet-stream";

  /** None has come. */
  static final ResponseHead NONE = new ResponseHead(0, null, -1, false, false, false, null);

  /** Of a WebSocket that stands: what comes on it is a stream of messages. */
  static final ResponseHead SOCKET = new ResponseHead(OK, null, -1, true, false, false, null);

  /** Of a response to a request of that backend. */
  static ResponseHead of(int status, HttpHeaders headers, Backend backend) {
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE);
    boolean framed = status == OK && backend.framing().accepts(contentType);
    String usageHeader = backend.binaryUsageHeader();
    boolean binary = usageHeader != null && contentType != null && contentType.startsWith(BINARY);
    return new ResponseHead(
        status,
        contentType,
        headers.getInt(HttpHeaderNames.RETRY_AFTER, -1),
        framed,
        framed
            && backend.framing().streamed()
            && headers.contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true)
            && !headers.contains(HttpHeaderNames.CONTENT_ENCODING),
        binary,
        binary ? headers.get(usageHeader) : null);
  }

  /** Of a response of which nothing but the status is known. */
  static ResponseHead ofStatus(int status) {
    return new ResponseHead(status, null, -1, false, false, false, null);
  }

  /** Whether the body is an answer of the API. */
  boolean answers() {
    return status == OK && framed;
  }

  /** What came of the try, when its body has ended. */
  Verdict verdict(Backend backend, StreamCapture capture) {
    if (status != OK) {
      return Verdict.ofStatus(status, capture);
    }
    return framed
        ? Verdict.ofAnswer(backend, capture)
        : Verdict.ofOtherType(backend, contentType, capture);
  }
}
