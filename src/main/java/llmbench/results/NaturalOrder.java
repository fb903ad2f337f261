// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.Comparator;

/**
 * Orders names as people do: runs of digits by their value, so that {@code mc4} comes before {@code
 * mc16}. Everything else by character, in no locale.
 */
public final class NaturalOrder implements Comparator<String> {
  /** The order. */
  public static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int order;
      if (digit(left.charAt(l)) && digit(right.charAt(r))) {
        int leftEnd = endOfDigits(left, l);
        int rightEnd = endOfDigits(right, r);
        order = compareDigits(left.substring(l, leftEnd), right.substring(r, rightEnd));
        l = leftEnd;
        r = rightEnd;
      } else {
        order = Character.compare(left.charAt(l++), right.charAt(r++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    // Equal but for leading zeros: any fixed order will do.
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static int compareDigits(String left, String right) {
    String l = left.replaceFirst("^0+", "");
    String r = right.replaceFirst("^0+", "");
    return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : l.compareTo(r);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && digit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean digit(char character) {
    return character >= '0' && character <= '9';
  }
}
