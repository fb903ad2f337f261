// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.results.StoredResult;
import org.jspecify.annotations.Nullable;

/** Compares two sides: pairs their cases, refuses what cannot be compared, and judges the rest. */
public final class Comparer {
  private final CompareOptions options;

  /** A comparer with those options. */
  public Comparer(CompareOptions options) {
    this.options = options;
  }

  /**
   * Compares B with A. Cases are paired by name; where each side has one case, the two are a pair.
   *
   * @throws IncomparableException if a pair differs in what matters and that is not to be forced,
   *     or there is no pair
   */
  public Comparison compare(Side a, Side b) throws IncomparableException {
    Map<String, String> pairs = pairs(a, b);
    if (pairs.isEmpty()) {
      throw IncomparableException.nothingInBoth(
          "no case is in both: A has "
              + String.join(", ", a.cases().keySet())
              + ", B has "
              + String.join(", ", b.cases().keySet()));
    }
    Set<String> grave = new LinkedHashSet<>();
    Set<String> slight = new LinkedHashSet<>();
    List<PairedCase> paired = new ArrayList<>();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      List<StoredResult> runsA = runs(a, pair.getKey());
      List<StoredResult> runsB = runs(b, pair.getValue());
      Differences found = Differences.between(runsA, runsB, options.asVllm());
      found.grave().forEach(text -> grave.add(pair.getKey() + ": " + text));
      slight.addAll(found.slight());
      Optional<List<StoredResult>> partners =
          found.grave().isEmpty() ? RunPairs.of(runsA, runsB) : Optional.empty();
      paired.add(
          new PairedCase(pair.getKey(), runsA, partners.orElse(runsB), partners.isPresent()));
    }
    if (!grave.isEmpty() && !options.force()) {
      throw new IncomparableException(List.copyOf(grave));
    }
    List<CaseComparison> cases = new Judgement(options).of(paired);
    List<String> problems = new ArrayList<>(a.problems());
    problems.addAll(b.problems());
    int figures = cases.stream().mapToInt(each -> each.changes().size()).sum();
    return new Comparison(
        a.label(),
        b.label(),
        options.threshold(),
        figures,
        cases,
        a.cases().keySet().stream().filter(name -> !pairs.containsKey(name)).toList(),
        b.cases().keySet().stream().filter(name -> !pairs.containsValue(name)).toList(),
        List.copyOf(grave),
        List.copyOf(slight),
        problems);
  }

  private static Map<String, String> pairs(Side a, Side b) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String name : a.cases().keySet()) {
      if (b.cases().containsKey(name)) {
        pairs.put(name, name);
      }
    }
    if (pairs.isEmpty() && a.cases().size() == 1 && b.cases().size() == 1) {
      pairs.put(a.cases().keySet().iterator().next(), b.cases().keySet().iterator().next());
    }
    return pairs;
  }

  private static List<StoredResult> runs(Side side, String name) {
    @Nullable List<StoredResult> runs = side.cases().get(name);
    return runs == null ? List.of() : runs;
  }

  /**
   * A case of both sides.
   *
   * @param byPairs whether runs of one place have had the same requests, and are compared so
   */
  record PairedCase(String name, List<StoredResult> a, List<StoredResult> b, boolean byPairs) {}
}
