// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Locale;

/**
 * How a request ended. Only {@link #COMPLETED} enters a latency figure; every other one but {@link
 * #CANCELLED} is a failure.
 */
public enum Outcome {
  /** The stream ended with an end mark or a finish reason, after some output. */
  COMPLETED,
  /** A status other than 200. */
  HTTP_ERROR,
  /** 200, but the body was no stream of the kind asked for. */
  NOT_A_STREAM,
  /** An error object inside a 200 stream. */
  STREAM_ERROR,
  /** A frame that is no JSON, or not of the protocol's form. */
  MALFORMED,
  /** The body ended cleanly with neither an end mark nor a finish reason. */
  CUT,
  /** The stream ended as it should, but held no output. */
  EMPTY,
  /** The connection was lost after it stood. */
  CONNECTION_LOST,
  /** No connection could be made. */
  CONNECT_FAILED,
  /** Nothing came for the idle timeout. */
  IDLE_TIMEOUT,
  /** The answer had not ended within the request timeout. */
  REQUEST_TIMEOUT,
  /** The answer, or its head, was larger than the client takes; the connection was closed. */
  TOO_LARGE,
  /** The run ended first. */
  INTERRUPTED,
  /** The client ended it on purpose: neither a success nor a failure, and counted apart. */
  CANCELLED;

  /** Whether the request counts as successful. */
  public boolean completed() {
    return this == COMPLETED;
  }

  /** The name in records and results, such as {@code http_error}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
