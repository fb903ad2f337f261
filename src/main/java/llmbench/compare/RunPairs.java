// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmbench.results.StoredResult;

/**
 * Runs of two sides that were asked the same: of one load and one seed, which decides prompts,
 * lengths and arrivals. What the requests do to the figures is in both runs of a pair alike.
 */
final class RunPairs {
  /**
   * With fewer pairs their few degrees of freedom cost more than equal requests give ({@code
   * docs/compare.md}).
   */
  static final int FEWEST = 8;

  private RunPairs() {}

  /**
   * The runs of B in the order of those of A with whom they are a pair. Empty unless every run has
   * exactly one partner, of a seed that no other run of its side has: where all runs repeat the
   * same requests, no one of them belongs to another.
   */
  static Optional<List<StoredResult>> of(List<StoredResult> a, List<StoredResult> b) {
    if (a.size() < FEWEST || a.size() != b.size()) {
      return Optional.empty();
    }
    Map<Long, StoredResult> seedsA = bySeed(a);
    Map<Long, StoredResult> seedsB = bySeed(b);
    if (seedsA.size() < a.size() || !seedsA.keySet().equals(seedsB.keySet())) {
      return Optional.empty();
    }
    List<StoredResult> partners = new ArrayList<>();
    for (Long seed : seedsA.keySet()) {
      partners.add(Objects.requireNonNull(seedsB.get(seed)));
    }
    return Optional.of(partners);
  }

  private static Map<Long, StoredResult> bySeed(List<StoredResult> runs) {
    Map<Long, StoredResult> bySeed = new LinkedHashMap<>();
    for (StoredResult run : runs) {
      JsonNode seed = run.own().path("seed");
      if (seed.isIntegralNumber()) {
        bySeed.put(seed.longValue(), run);
      }
    }
    return bySeed;
  }
}
