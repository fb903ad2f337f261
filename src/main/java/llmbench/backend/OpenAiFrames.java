// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static llmbench.backend.JsonBytes.BAD;

/**
 * Scans a frame of the OpenAI completions and chat streams, or a whole answer of theirs: {@code
 * choices} (its first entry, as vLLM), {@code usage}, {@code error}. Keys are told apart by name
 * wherever they stand; others are skipped. The whole frame is walked, so that broken JSON is seen
 * at once.
 */
final class OpenAiFrames {
  private OpenAiFrames() {}

  /** Bits of {@link Frame}. */
  static int scan(byte[] b, int from, int to) {
    int p = JsonBytes.space(b, from, to);
    if (p >= to) {
      return Frame.MALFORMED;
    }
    if (b[p] != '{') {
      return isDone(b, p, to) ? Frame.DONE : Frame.MALFORMED;
    }
    int bits = 0;
    p = JsonBytes.space(b, p + 1, to);
    if (p < to && b[p] == '}') {
      return JsonBytes.space(b, p + 1, to) == to ? 0 : Frame.MALFORMED;
    }
    while (true) {
      int value = JsonBytes.key(b, p, to);
      if (value == BAD || value >= to) {
        return Frame.MALFORMED;
      }
      int end;
      if (b[value] == '[' && JsonBytes.is(b, p, to, "choices")) {
        end = JsonBytes.value(b, value, to);
        int choice = JsonBytes.space(b, value + 1, to);
        if (end != BAD && choice < end && b[choice] != ']') {
          int found = choice(b, choice, end);
          if (found < 0) {
            return Frame.MALFORMED;
          }
          bits |= Frame.CHOICES | found;
        }
      } else {
        end = JsonBytes.value(b, value, to);
        if (end != BAD) {
          if (b[value] == '{' && JsonBytes.is(b, p, to, "usage")) {
            bits |= Frame.USAGE;
          } else if (b[value] != 'n' && JsonBytes.is(b, p, to, "error")) {
            bits |= Frame.ERROR;
          } else if (b[value] == '"'
              && JsonBytes.is(b, p, to, "object")
              && JsonBytes.is(b, value, to, "error")) {
            bits |= Frame.ERROR;
          }
        }
      }
      if (end == BAD) {
        return Frame.MALFORMED;
      }
      p = JsonBytes.space(b, end, to);
      if (p < to && b[p] == '}') {
        return JsonBytes.space(b, p + 1, to) == to ? bits : Frame.MALFORMED;
      }
      if (p >= to || b[p] != ',') {
        return Frame.MALFORMED;
      }
      p = JsonBytes.space(b, p + 1, to);
    }
  }

  static boolean isDone(byte[] b, int p, int to) {
    return to - p >= 6
        && b[p] == '['
        && b[p + 1] == 'D'
        && b[p + 2] == 'O'
        && b[p + 3] == 'N'
        && b[p + 4] == 'E'
        && b[p + 5] == ']'
        && JsonBytes.space(b, p + 6, to) == to;
  }

  /** Bits of the first choice, which was found to be JSON; -1 if it is no object. */
  private static int choice(byte[] b, int p, int to) {
    if (b[p] != '{') {
      return -1;
    }
    int bits = 0;
    p = JsonBytes.space(b, p + 1, to);
    while (b[p] != '}') {
      int value = JsonBytes.key(b, p, to);
      int end = JsonBytes.value(b, value, to);
      if (b[value] == '{'
          && (JsonBytes.is(b, p, to, "delta") || JsonBytes.is(b, p, to, "message"))) {
        bits |= delta(b, value, end);
      } else if (b[value] == '"') {
        if (end - value > 2 && JsonBytes.is(b, p, to, "text")) {
          bits |= Frame.OUTPUT;
        } else if (JsonBytes.is(b, p, to, "finish_reason")) {
          bits |= Frame.FINISH;
        }
      }
      p = JsonBytes.space(b, end, to);
      if (b[p] == ',') {
        p = JsonBytes.space(b, p + 1, to);
      }
    }
    return bits;
  }

  /** Bits of a delta: an answer's text outweighs reasoning. */
  private static int delta(byte[] b, int p, int to) {
    int bits = 0;
    p = JsonBytes.space(b, p + 1, to);
    while (b[p] != '}') {
      int value = JsonBytes.key(b, p, to);
      int end = JsonBytes.value(b, value, to);
      if (b[value] == '"') {
        if (end - value > 2) {
          if (JsonBytes.is(b, p, to, "content") || JsonBytes.is(b, p, to, "refusal")) {
            return Frame.OUTPUT;
          }
          if (JsonBytes.is(b, p, to, "reasoning") || JsonBytes.is(b, p, to, "reasoning_content")) {
            bits = Frame.OUTPUT | Frame.REASONING;
          }
        }
      } else if (b[value] == '[' && JsonBytes.is(b, p, to, "tool_calls")) {
        if (toolText(b, value, end)) {
          return Frame.OUTPUT;
        }
      }
      p = JsonBytes.space(b, end, to);
      if (b[p] == ',') {
        p = JsonBytes.space(b, p + 1, to);
      }
    }
    return bits;
  }

  /** Whether a list of tool calls holds a non-empty function name or argument text. */
  private static boolean toolText(byte[] b, int from, int to) {
    int p = from;
    while (p < to) {
      if (b[p] != '"') {
        p++;
        continue;
      }
      int end = JsonBytes.string(b, p, to);
      int next = JsonBytes.space(b, end, to);
      if (next < to && b[next] == ':') {
        int value = JsonBytes.space(b, next + 1, to);
        if (b[value] == '"'
            && b[value + 1] != '"'
            && (JsonBytes.is(b, p, to, "arguments") || JsonBytes.is(b, p, to, "name"))) {
          return true;
        }
        p = b[value] == '"' ? JsonBytes.string(b, value, to) : value;
      } else {
        p = end;
      }
    }
    return false;
  }
}
