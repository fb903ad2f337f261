// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.Arrays;

/**
 * Finds the events of a server-sent-event stream in its bytes, by the WHATWG specification (HTML,
 * section 9.2.6), whatever the cut of the reads: LF, CRLF and CR endings, mixed; several data
 * lines; no space after the colon; comments; a byte order mark. {@code id} and {@code retry} are
 * skipped: a benchmark never reconnects. Beyond the specification, {@link #end} gives a last event
 * that lacks its blank line.
 *
 * <p>The caller keeps the whole body in one growing buffer and calls {@link #scan} after each read;
 * bytes are looked at once. One framer serves one stream; nothing is allocated but for an event of
 * several data lines, whose lines are joined in a buffer of its own.
 */
final class SseFramer implements Framer {
  private static final byte[] NONE = {};

  private int position;
  private int lineStart;
  private boolean afterCarriageReturn;
  private boolean started;

  private int dataLines;
  private int dataFrom;
  private int dataTo;
  private byte[] joined = NONE;
  private int joinedLength;
  private boolean errorEvent;

  @Override
  public void scan(byte[] bytes, int limit, FrameSink sink) {
    if (!started) {
      if (!start(bytes, limit)) {
        return;
      }
    }
    int p = position;
    if (afterCarriageReturn && p < limit) {
      if (bytes[p] == '\n') {
        p++;
        lineStart = p;
      }
      afterCarriageReturn = false;
    }
    for (p = Words.lineEnd(bytes, p, limit); p < limit; p = Words.lineEnd(bytes, p, limit)) {
      line(bytes, lineStart, p, sink);
      if (bytes[p++] == '\r') {
        if (p == limit) {
          afterCarriageReturn = true;
        } else if (bytes[p] == '\n') {
          p++;
        }
      }
      lineStart = p;
    }
    position = p;
  }

  @Override
  public void end(byte[] bytes, int limit, FrameSink sink) {
    if (lineStart < limit) {
      line(bytes, lineStart, limit, sink);
      lineStart = limit;
    }
    dispatch(bytes, sink);
  }

  /** Skips a byte order mark; false while too few bytes are there to tell. */
  private boolean start(byte[] bytes, int limit) {
    if (limit == 0) {
      return false;
    }
    if (bytes[0] == (byte) 0xEF) {
      if (limit < 3) {
        return false;
      }
      if (bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
        position = 3;
        lineStart = 3;
      }
    }
    started = true;
    return true;
  }

  private void line(byte[] bytes, int from, int to, FrameSink sink) {
    if (from == to) {
      dispatch(bytes, sink);
      return;
    }
    byte first = bytes[from];
    if (first == 'd') {
      int value = value(bytes, from, to, 'a', 't', 'a');
      if (value >= 0) {
        data(bytes, value, to);
      }
    } else if (first == 'e') {
      if (to - from >= 6 && bytes[from + 5] == ':' && bytes[from + 1] == 'v') {
        int value = from + 6;
        if (value < to && bytes[value] == ' ') {
          value++;
        }
        errorEvent =
            to - value == 5
                && bytes[value] == 'e'
                && bytes[value + 1] == 'r'
                && bytes[value + 2] == 'r'
                && bytes[value + 3] == 'o'
                && bytes[value + 4] == 'r';
      }
    }
  }

  /** Where the value of a field of four letters starts; -1 if the line has another field. */
  private static int value(byte[] bytes, int from, int to, int second, int third, int fourth) {
    if (to - from < 4
        || bytes[from + 1] != second
        || bytes[from + 2] != third
        || bytes[from + 3] != fourth) {
      return -1;
    }
    if (to - from == 4) {
      return to;
    }
    if (bytes[from + 4] != ':') {
      return -1;
    }
    int value = from + 5;
    return value < to && bytes[value] == ' ' ? value + 1 : value;
  }

  private void data(byte[] bytes, int from, int to) {
    if (dataLines == 0) {
      dataFrom = from;
      dataTo = to;
    } else {
      if (dataLines == 1) {
        joinedLength = 0;
        join(bytes, dataFrom, dataTo);
      }
      join(NEWLINE, 0, 1);
      join(bytes, from, to);
    }
    dataLines++;
  }

  private static final byte[] NEWLINE = {'\n'};

  private void join(byte[] bytes, int from, int to) {
    int length = to - from;
    if (joined.length < joinedLength + length) {
      joined = Arrays.copyOf(joined, Math.max(256, 2 * (joinedLength + length)));
    }
    System.arraycopy(bytes, from, joined, joinedLength, length);
    joinedLength += length;
  }

  private void dispatch(byte[] bytes, FrameSink sink) {
    if (dataLines == 1) {
      sink.frame(bytes, dataFrom, dataTo, errorEvent);
    } else if (dataLines > 1) {
      sink.frame(joined, 0, joinedLength, errorEvent);
    }
    dataLines = 0;
    errorEvent = false;
  }
}
