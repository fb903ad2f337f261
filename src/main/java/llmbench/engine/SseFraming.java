// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * How an event stands on the wire, inside HTTP's chunked encoding: vLLM's way, or one of the other
 * ways that the event stream's specification allows.
 *
 * @param lineEnd ends each line
 * @param field what stands before the data, {@code data: } or {@code data:}
 * @param multiLine whether the JSON is spread over several lines
 * @param commentEvery a comment after every so many tokens; 0 for none
 * @param fragments whether writes are cut at odd places, also within characters
 * @param named whether a line with the event's name, its {@code type}, comes before the data
 * @param lines whether a frame is a line of JSON, and no event
 * @param messages whether a frame is a message of a WebSocket
 */
record SseFraming(
    String lineEnd,
    String field,
    boolean multiLine,
    int commentEvery,
    boolean fragments,
    boolean named,
    boolean lines,
    boolean messages) {
  static final SseFraming VLLM =
      new SseFraming("\n", "data: ", false, 0, false, false, false, false);

  private static final byte[] VLLM_FIELD = bytes(VLLM.field);
  private static final byte[] VLLM_END = bytes(VLLM.lineEnd + VLLM.lineEnd);
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Appends one event whose data are the parts together. */
  void event(ByteBuf out, byte[]... parts) {
    if (messages) {
      message(out, parts);
      return;
    }
    if (lines) {
      line(out, parts);
      return;
    }
    byte[] before = field.equals(VLLM.field) ? VLLM_FIELD : bytes(field);
    if (named) {
      before = bytes("event: " + type(parts[0]) + lineEnd + field);
    }
    byte[] after = lineEnd.equals(VLLM.lineEnd) ? VLLM_END : bytes(lineEnd + lineEnd);
    byte[][] rows = multiLine ? spread(parts) : parts;
    int length = before.length + after.length;
    for (byte[] part : rows) {
      length += part.length;
    }
    chunkSize(out, length);
    out.writeBytes(before);
    for (byte[] part : rows) {
      out.writeBytes(part);
    }
    out.writeBytes(after).writeBytes(CRLF);
  }

  /** A text frame of RFC 6455, whole and without a mask. */
  private static void message(ByteBuf out, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    out.writeByte(0x81);
    if (length < 126) {
      out.writeByte(length);
    } else if (length < 1 << 16) {
      out.writeByte(126).writeShort(length);
    } else {
      out.writeByte(127).writeLong(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
  }

  private void line(ByteBuf out, byte[]... parts) {
    byte[] after = bytes(lineEnd);
    int length = after.length;
    for (byte[] part : parts) {
      length += part.length;
    }
    chunkSize(out, length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    out.writeBytes(after).writeBytes(CRLF);
  }

  /**
   * The top level's {@code type}: the first one, or the last where the object has it at its end.
   */
  private static String type(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    String key = "\"type\":\"";
    int at = text.startsWith("{" + key) ? 1 : text.lastIndexOf(key);
    int from = at + key.length();
    return at < 0 ? "message" : text.substring(from, text.indexOf('"', from));
  }

  /** The same as a format wants it. */
  SseFraming of(ResponseFormat format) {
    return new SseFraming(
        format.jsonLines() && lineEnd.equals("\r") ? "\r\n" : lineEnd,
        field,
        multiLine,
        format.jsonLines() || format.messages() ? 0 : commentEvery,
        fragments,
        format.named(),
        format.jsonLines(),
        format.messages());
  }

  /** Appends a comment, as servers do to keep a connection alive. */
  void comment(ByteBuf out) {
    byte[] comment = bytes(": keep-alive" + lineEnd + lineEnd);
    chunkSize(out, comment.length);
    out.writeBytes(comment).writeBytes(CRLF);
  }

  /** Appends the end of the body. */
  void end(ByteBuf out) {
    if (messages) {
      return;
    }
    out.writeByte('0').writeBytes(CRLF).writeBytes(CRLF);
  }

  private byte[][] spread(byte[][] parts) {
    StringBuilder json = new StringBuilder();
    for (byte[] part : parts) {
      json.append(new String(part, StandardCharsets.UTF_8));
    }
    // A line may end wherever JSON allows white space; after "choices": always is such a place.
    String text = json.toString().replace(",\"choices\":", "," + lineEnd + field + "\"choices\":");
    return new byte[][] {bytes(text.replaceFirst("^\\{", "{" + lineEnd + field))};
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void chunkSize(ByteBuf out, int size) {
    int digits = (35 - Integer.numberOfLeadingZeros(size)) / 4;
    for (int i = digits - 1; i >= 0; i--) {
      out.writeByte(HEX[size >> (4 * i) & 15]);
    }
    out.writeBytes(CRLF);
  }

  SseFraming withLineEnd(String other) {
    return new SseFraming(other, field, multiLine, commentEvery, fragments, named, lines, messages);
  }

  SseFraming withoutSpace() {
    return new SseFraming(
        lineEnd, "data:", multiLine, commentEvery, fragments, named, lines, messages);
  }

  SseFraming withMultiLine() {
    return new SseFraming(lineEnd, field, true, commentEvery, fragments, named, lines, messages);
  }

  SseFraming withComments(int everyTokens) {
    return new SseFraming(
        lineEnd, field, multiLine, everyTokens, fragments, named, lines, messages);
  }

  SseFraming withFragments() {
    return new SseFraming(lineEnd, field, multiLine, commentEvery, true, named, lines, messages);
  }
}
