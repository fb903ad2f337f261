// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import static llmbench.backend.JsonBytes.BAD;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final Step root;

  FrameScanner(List<Rule> rules) {
    Step made = new Step();
    for (Rule rule : rules) {
      Step step = made;
      for (String name : rule.path().steps()) {
        step = step.next(name);
      }
      step.rules.add(new Check(rule.test(), rule.word(), rule.bits()));
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

  /** The bits of a value and where it ends, in one long; {@link #FAILED} if it is no JSON. */
  private static long walk(Step step, byte[] b, int p, int to) {
    if (p >= to) {
      return FAILED;
    }
    long found;
    if (b[p] == '{' && !step.members.isEmpty()) {
      found = object(step, b, p, to);
    } else if (b[p] == '[' && step.hasElements()) {
      found = list(step, b, p, to);
    } else {
      int end = JsonBytes.value(b, p, to);
      found = end == BAD ? FAILED : end;
    }
    if (found == FAILED || step.rules.isEmpty()) {
      return found;
    }
    int bits = bits(found);
    int end = end(found);
    for (int i = 0; i < step.rules.size(); i++) {
      Check check = step.rules.get(i);
      if (check.holds(b, p, end)) {
        bits |= check.bits;
      }
    }
    return pack(bits, end);
  }

  private static long object(Step step, byte[] b, int p, int to) {
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
      Step next = step.member(b, p, to);
      int end;
      if (next == null) {
        end = JsonBytes.value(b, value, to);
        if (end == BAD) {
          return FAILED;
        }
      } else {
        long found = walk(next, b, value, to);
        if (found == FAILED) {
          return FAILED;
        }
        bits |= bits(found);
        end = end(found);
      }
      p = JsonBytes.space(b, end, to);
      if (p >= to) {
        return FAILED;
      }
      if (b[p] == '}') {
        return pack(bits, p + 1);
      }
      if (b[p] != ',') {
        return FAILED;
      }
      p = JsonBytes.space(b, p + 1, to);
    }
  }

  private static long list(Step step, byte[] b, int p, int to) {
    int bits = 0;
    int element = 0;
    p = JsonBytes.space(b, p + 1, to);
    if (p < to && b[p] == ']') {
      return pack(0, p + 1);
    }
    while (true) {
      Step next = step.element(element++);
      int end;
      if (next == null) {
        end = JsonBytes.value(b, p, to);
        if (end == BAD) {
          return FAILED;
        }
      } else {
        long found = walk(next, b, p, to);
        if (found == FAILED) {
          return FAILED;
        }
        bits |= bits(found);
        end = end(found);
      }
      p = JsonBytes.space(b, end, to);
      if (p >= to) {
        return FAILED;
      }
      if (b[p] == ']') {
        return pack(bits, p + 1);
      }
      if (b[p] != ',') {
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

  /** A place in the tree. */
  private static final class Step {
    private final List<byte[]> names = new ArrayList<>();
    private final List<Step> members = new ArrayList<>();
    private final List<Check> rules = new ArrayList<>();

    Step next(String name) {
      byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < names.size(); i++) {
        if (Arrays.equals(names.get(i), wanted)) {
          return members.get(i);
        }
      }
      Step made = new Step();
      names.add(wanted);
      members.add(made);
      return made;
    }

    /** Gives each numbered element the rules of all elements as well. */
    void spreadStars() {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).length == 1 && names.get(i)[0] == '*') {
          for (int j = 0; j < names.size(); j++) {
            if (j != i && JsonPath.isIndex(new String(names.get(j), StandardCharsets.UTF_8))) {
              members.get(j).add(members.get(i));
            }
          }
        }
      }
      members.forEach(Step::spreadStars);
    }

    private void add(Step other) {
      rules.addAll(other.rules);
      for (int i = 0; i < other.names.size(); i++) {
        next(new String(other.names.get(i), StandardCharsets.UTF_8)).add(other.members.get(i));
      }
    }

    boolean hasElements() {
      for (int i = 0; i < names.size(); i++) {
        byte first = names.get(i).length == 0 ? 0 : names.get(i)[0];
        if (first == '*' || (first >= '0' && first <= '9')) {
          return true;
        }
      }
      return false;
    }

    /** The step of the key whose opening quote stands at {@code p}; null if no rule wants it. */
    @Nullable Step member(byte[] b, int p, int to) {
      for (int i = 0; i < names.size(); i++) {
        if (isKey(b, p, to, names.get(i))) {
          return members.get(i);
        }
      }
      return null;
    }

    /** The step of an element; null if no rule wants it. */
    @Nullable Step element(int number) {
      Step all = null;
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).length == 1 && names.get(i)[0] == '*') {
          all = members.get(i);
        } else if (isElement(names.get(i), number)) {
          return members.get(i); // it has the rules of all elements too
        }
      }
      return all;
    }

    private static boolean isElement(byte[] name, int number) {
      int value = 0;
      for (byte digit : name) {
        if (digit < '0' || digit > '9') {
          return false;
        }
        value = 10 * value + digit - '0';
      }
      return name.length > 0 && value == number;
    }
  }

  private static boolean isKey(byte[] b, int p, int to, byte[] name) {
    int n = name.length;
    if (p + n + 1 >= to || b[p + n + 1] != '"') {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (b[p + 1 + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** A rule at the end of its path. */
  private static final class Check {
    private final Test test;
    private final byte[] word;
    private final int bits;

    Check(Test test, String word, int bits) {
      this.test = test;
      this.word = word.getBytes(StandardCharsets.UTF_8);
      this.bits = bits;
    }

    boolean holds(byte[] b, int p, int end) {
      return switch (test) {
        case TEXT -> b[p] == '"' && end - p > 2;
        case NOT_NULL -> b[p] != 'n';
        case OBJECT -> b[p] == '{';
        case NOT_EMPTY -> b[p] == '[' && b[JsonBytes.space(b, p + 1, end)] != ']';
        case TRUE -> b[p] == 't';
        case WORD -> b[p] == '"' && end - p == word.length + 2 && isKey(b, p, end, word);
      };
    }
  }
}
