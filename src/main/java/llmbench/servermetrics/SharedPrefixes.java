// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How much of each prompt of a case another prompt of the same case begins with too: what a prefix
 * cache may find although nothing ran before.
 */
public final class SharedPrefixes {
  private static final SharedPrefixes NONE = new SharedPrefixes(new float[0]);
  private static final SharedPrefixes UNKNOWN = new SharedPrefixes(new float[0]);

  private final float[] shares;

  private SharedPrefixes(float[] shares) {
    this.shares = shares;
  }

  /** Of no prompts: {@link #share} is 0. */
  public static SharedPrefixes none() {
    return NONE;
  }

  /** Nobody knows: {@link #share} is 1, so that nothing found in a cache is unexplained. */
  public static SharedPrefixes unknown() {
    return UNKNOWN;
  }

  /** Compares the prompts, in their order; sorts them, so that each has its nearest beside it. */
  public static SharedPrefixes of(List<String> prompts) {
    Integer[] order = new Integer[prompts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(prompts::get));
    float[] shares = new float[prompts.size()];
    for (int i = 1; i < order.length; i++) {
      String left = prompts.get(order[i - 1]);
      String right = prompts.get(order[i]);
      int common = common(left, right);
      shares[order[i - 1]] = Math.max(shares[order[i - 1]], share(common, left));
      shares[order[i]] = Math.max(shares[order[i]], share(common, right));
    }
    return new SharedPrefixes(shares);
  }

  private static int common(String left, String right) {
    int length = Math.min(left.length(), right.length());
    int at = 0;
    while (at < length && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return at;
  }

  private static float share(int common, String text) {
    return text.isEmpty() ? 0 : (float) common / text.length();
  }

  /** The longest prefix that it shares with another, as a share of its characters, in [0, 1]. */
  double share(int index) {
    return index < shares.length ? shares[index] : this == UNKNOWN ? 1 : 0;
  }
}
