// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.backend.FrameScanner.Rule;
import llmbench.backend.FrameScanner.Test;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of {@link FrameScanner}: what leads on from it, and what is looked at where
 * paths end in it. Changed only while the tree is made.
 */
final class ScanStep {
  private final List<byte[]> names = new ArrayList<>();
  private final List<ScanStep> members = new ArrayList<>();
  private final List<Check> rules = new ArrayList<>();

  ScanStep next(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.size(); i++) {
      if (Arrays.equals(names.get(i), wanted)) {
        return members.get(i);
      }
    }
    ScanStep made = new ScanStep();
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
    members.forEach(ScanStep::spreadStars);
  }

  private void add(ScanStep other) {
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
  @Nullable ScanStep member(byte[] b, int p, int to) {
    for (int i = 0; i < names.size(); i++) {
      if (isKey(b, p, to, names.get(i))) {
        return members.get(i);
      }
    }
    return null;
  }

  /** The step of an element; null if no rule wants it. */
  @Nullable ScanStep element(int number) {
    ScanStep all = null;
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

  /** A path ends here. */
  void check(Rule rule) {
    rules.add(new Check(rule.test(), rule.word(), rule.bits()));
  }

  boolean hasMembers() {
    return !members.isEmpty();
  }

  boolean hasChecks() {
    return !rules.isEmpty();
  }

  /** Bits of the rules that hold for a value. */
  int bits(byte[] b, int p, int end) {
    int bits = 0;
    for (int i = 0; i < rules.size(); i++) {
      Check check = rules.get(i);
      if (check.holds(b, p, end)) {
        bits |= check.bits;
      }
    }
    return bits;
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
