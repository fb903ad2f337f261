// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Locale;

/** How far apart two names are. */
final class EditDistance {
  private static final int LONGEST = 64;

  private EditDistance() {}

  /**
   * Insertions, deletions, replacements and swaps of neighbours that turn one name into the other,
   * case apart and {@code -} the same as {@code _}: the restricted Damerau-Levenshtein ("optimal
   * string alignment") distance. Only the first 64 characters count.
   */
  static int between(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = cost[i - 1][j - 1] + (same ? 0 : 1);
    least = Math.min(least, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }

  private static String plain(String name) {
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
