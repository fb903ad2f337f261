// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.util.Map;
import java.util.TreeMap;

/** Lengths in tokens, exactly. */
final class LengthTally {
  private final TreeMap<Integer, Integer> counts = new TreeMap<>();
  private long requests;
  private long tokens;

  void add(int length) {
    counts.merge(length, 1, Integer::sum);
    requests++;
    tokens += length;
  }

  boolean none() {
    return requests == 0;
  }

  long requests() {
    return requests;
  }

  double mean() {
    return none() ? 0 : (double) tokens / requests;
  }

  /**
   * The least length that so large a share of the requests does not exceed; 0 without requests.
   *
   * @param share from 0, the shortest, to 1, the longest
   */
  int quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * requests));
    long seen = 0;
    for (Map.Entry<Integer, Integer> each : counts.entrySet()) {
      seen += each.getValue();
      if (seen >= rank) {
        return each.getKey();
      }
    }
    return 0;
  }
}
