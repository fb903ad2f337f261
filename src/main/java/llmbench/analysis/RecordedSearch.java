// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.plan.Case;
import llmbench.plan.Case.SearchProbe;
import llmbench.plan.Plan;
import llmbench.plan.SearchSpec;
import llmbench.search.FoundLimit;

/** Searches for limits made again from the records of their probes. */
public final class RecordedSearch {
  /** Reads a probe's result with the samples of its requests. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The result of that case.
     *
     * @throws IOException if its records cannot be read
     */
    CaseResult read(Case benchCase) throws IOException;
  }

  private RecordedSearch() {}

  /**
   * The searches that results are of. A search is told its probes in their order as far as each is
   * the one that it would have asked for: with other limits than the run's it may have gone another
   * way.
   *
   * @param results any; those of no probe are passed over
   * @return in the order of the results
   * @throws IOException if a probe's records cannot be read
   */
  public static List<FoundLimit> of(List<CaseResult> results, Reader reader) throws IOException {
    Map<String, List<CaseResult>> cells = new LinkedHashMap<>();
    for (CaseResult result : results) {
      SearchProbe probe = result.benchCase().probe();
      if (probe != null) {
        cells.computeIfAbsent(probe.cell(), cell -> new ArrayList<>()).add(result);
      }
    }
    List<FoundLimit> found = new ArrayList<>();
    for (Map.Entry<String, List<CaseResult>> cell : cells.entrySet()) {
      Plan plan = cell.getValue().get(0).context().plan();
      SearchSpec spec = plan.find();
      if (spec != null) {
        found.add(
            again(
                new CellSearch(cell.getKey(), spec, plan.metrics().slo()),
                cell.getValue(),
                reader));
      }
    }
    return found.stream().filter(each -> !each.runs().isEmpty()).toList();
  }

  private static FoundLimit again(CellSearch search, List<CaseResult> probes, Reader reader)
      throws IOException {
    List<Case> cases =
        probes.stream()
            .map(CaseResult::benchCase)
            .sorted(Comparator.comparingInt(RecordedSearch::number))
            .toList();
    for (Case benchCase : cases) {
      CaseResult result = reader.read(benchCase);
      if (!search.isNext(result)) {
        break;
      }
      search.told(result);
    }
    return search.found();
  }

  private static int number(Case benchCase) {
    return Objects.requireNonNull(benchCase.probe()).number();
  }
}
