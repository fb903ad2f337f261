// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the sets of a mix.
 *
 * @param inputLen the length of its prompts; null where the set decides
 * @param outputLen the length of its answers; null where the set decides
 * @param weight above 0, in proportion to the others
 */
public record MixPart(
    DatasetSpec spec, @Nullable Integer inputLen, @Nullable Integer outputLen, double weight) {
  /** How many of so many requests are each part's: whole shares, then what is missing most. */
  static int[] counts(List<MixPart> parts, int count) {
    double all = parts.stream().mapToDouble(MixPart::weight).sum();
    int[] counts = new int[parts.size()];
    int left = count;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (int) Math.floor(count * parts.get(i).weight() / all);
      left -= counts[i];
    }
    for (; left > 0; left--) {
      int most = 0;
      double mostMissing = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < counts.length; i++) {
        double missing = count * parts.get(i).weight() / all - counts[i];
        most = missing > mostMissing ? i : most;
        mostMissing = Math.max(missing, mostMissing);
      }
      counts[most]++;
    }
    return counts;
  }
}
