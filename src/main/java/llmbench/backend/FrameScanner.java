// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static llmbench.backend.JsonBytes.BAD;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a frame's bytes what an API's frames are known by, in one walk and without making
 * anything: at the end of a path a value that is text, is not null, or is a certain word sets bits
 * of {@link Frame}. The whole frame is walked, so that broken JSON is seen at once.
 *
 * <p>The rules are held as a tree of steps, so that several paths share their beginnings.
 */
final class FrameScanner {
  /** What a value must be. */
  enum Test {
    /** A string with at least one character. */
    TEXT,
    /** Anything but null. */
    NOT_NULL,
    /** An object. */
    OBJECT,
    /** A list with at least one element. */
    NOT_EMPTY,
    /** The literal true. */
    TRUE,
    /** A certain string. */
    WORD
  }

  /**
   * A rule.
   *
   * @param word for {@link Test#WORD}, the string
   * @param bits set where it holds
   */
  record Rule(JsonPath path, Test test, String word, int bits) {
    /** A rule without a word. */
    static Rule of(String path, Test test, int bits) {
      return new Rule(JsonPath.of(path), test, "", bits);
    }

    /** A string that must be that word. */
    static Rule word(String path, String word, int bits) {
      return new Rule(JsonPath.of(path), Test.WORD, word, bits);
    }
  }

  private static final long FAILED = -1;
  private static final int BITS = 32;

  private final ScanStep root;

  FrameScanner(List<Rule> rules) {
    ScanStep made = new ScanStep();
    for (Rule rule : rules) {
      ScanStep step = made;
      for (String name : rule.path().steps()) {
        step = step.next(name);
      }
      step.check(rule);
    }
    made.spreadStars();
    root = made;
  }

  /** Bits of {@link Frame} of a frame. */
  int scan(byte[] b, int from, int to) {
    int p = JsonBytes.space(b, from, to);
    if (p >= to) {
      return Frame.MALFORMED;
    }
    if (b[p] != '{') {
      return OpenAiFrames.isDone(b, p, to) ? Frame.DONE : Frame.MALFORMED;
    }
    long found = walk(root, b, p, to);
    return found != FAILED && JsonBytes.space(b, end(found), to) == to
        ? bits(found)
        : Frame.MALFORMED;
  }

  /**
   * The bits of a value and where it ends, in one long; {@link #FAILED} if it is no JSON.
   *
   * @param step null if no rule leads here
   */
  private static long walk(@Nullable ScanStep step, byte[] b, int p, int to) {
    if (p >= to) {
      return FAILED;
    }
    long found;
    if (step != null && b[p] == '{' && step.hasMembers()) {
      found = object(step, b, p, to);
    } else if (step != null && b[p] == '[' && step.hasElements()) {
      found = list(step, b, p, to);
    } else {
      int end = JsonBytes.value(b, p, to);
      found = end == BAD ? FAILED : end;
    }
    return found == FAILED || step == null || !step.hasChecks()
        ? found
        : pack(bits(found) | step.bits(b, p, end(found)), end(found));
  }

  private static long object(ScanStep step, byte[] b, int p, int to) {
    int bits = 0;
    p = JsonBytes.space(b, p + 1, to);
    if (p < to && b[p] == '}') {
      return pack(0, p + 1);
    }
    while (true) {
      int value = JsonBytes.key(b, p, to);
      if (value == BAD) {
        return FAILED;
      }
      long found = walk(step.member(b, p, to), b, value, to);
      if (found == FAILED) {
        return FAILED;
      }
      bits |= bits(found);
      p = JsonBytes.space(b, end(found), to);
      if (p < to && b[p] == '}') {
        return pack(bits, p + 1);
      }
      if (p >= to || b[p] != ',') {
        return FAILED;
      }
      p = JsonBytes.space(b, p + 1, to);
    }
  }

  private static long list(ScanStep step, byte[] b, int p, int to) {
    int bits = 0;
    int element = 0;
    p = JsonBytes.space(b, p + 1, to);
    if (p < to && b[p] == ']') {
      return pack(0, p + 1);
    }
    while (true) {
      long found = walk(step.element(element++), b, p, to);
      if (found == FAILED) {
        return FAILED;
      }
      bits |= bits(found);
      p = JsonBytes.space(b, end(found), to);
      if (p < to && b[p] == ']') {
        return pack(bits, p + 1);
      }
      if (p >= to || b[p] != ',') {
        return FAILED;
      }
      p = JsonBytes.space(b, p + 1, to);
    }
  }

  private static long pack(int bits, int end) {
    return (long) bits << BITS | end;
  }

  private static int bits(long found) {
    return (int) (found >>> BITS);
  }

  private static int end(long found) {
    return (int) found;
  }
}
