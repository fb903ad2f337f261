// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The first lines of a response, as uvicorn orders them under vLLM. */
final class ResponseHead {
  private ResponseHead() {}

  /** A response whose length is known. {@code headers} are whole lines without the line end. */
  static byte[] whole(int status, String contentType, int length, String... headers) {
    StringBuilder head = start(status).append("content-length: ").append(length).append("\r\n");
    if (!contentType.isEmpty()) {
      head.append("content-type: ").append(contentType).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return bytes(head);
  }

  /** The head of a stream: of events, or of lines of JSON. */
  static byte[] stream(boolean jsonLines) {
    return bytes(
        start(200)
            .append("content-type: ")
            .append(jsonLines ? "application/x-ndjson" : "text/event-stream; charset=utf-8")
            .append("\r\n")
            .append("transfer-encoding: chunked\r\n"));
  }

  private static StringBuilder start(int status) {
    return new StringBuilder(256)
        .append("HTTP/1.1 ")
        .append(HttpResponseStatus.valueOf(status))
        .append("\r\ndate: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .append("\r\nserver: llmbench-engine\r\n");
  }

  private static byte[] bytes(StringBuilder head) {
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }
}
