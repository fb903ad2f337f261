// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups failures by outcome and status while records are read. */
final class FailureCounts {
  private record Kind(String outcome, int httpStatus) {}

  private static final class Tally {
    private int count;
    private String example = "";
  }

  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();

  void add(String outcome, int httpStatus, String error) {
    Tally tally = tallies.computeIfAbsent(new Kind(outcome, httpStatus), kind -> new Tally());
    tally.count++;
    if (tally.example.isEmpty()) {
      tally.example = error;
    }
  }

  /** The most frequent first; equal ones by name and status. */
  List<FailureGroup> groups() {
    List<FailureGroup> groups = new ArrayList<>();
    tallies.forEach(
        (kind, tally) ->
            groups.add(
                new FailureGroup(kind.outcome(), kind.httpStatus(), tally.count, tally.example)));
    groups.sort(
        comparing(FailureGroup::count)
            .reversed()
            .thenComparing(FailureGroup::kind)
            .thenComparing(FailureGroup::httpStatus));
    return List.copyOf(groups);
  }
}
