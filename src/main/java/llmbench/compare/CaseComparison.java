// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.List;

/**
 * A case that both sides have.
 *
 * @param name the name that its runs have in common
 * @param runsA runs of A
 * @param runsB runs of B
 * @param failedA failed requests of A, all runs together
 * @param sentA requests of A that were sent
 * @param failedB failed requests of B
 * @param sentB requests of B that were sent
 * @param byPairs whether runs with the same requests were compared pair by pair
 * @param warnings what to know before its figures are believed: failed, partial, suspect,
 *     simulated, not steady; a sentence each
 * @param curvesA how each run of A's requests are spread, run by run; empty lists for runs of which
 *     figures alone are known
 * @param curvesB B's
 * @param changes figure by figure; those that one side lacks are left out
 */
public record CaseComparison(
    String name,
    int runsA,
    int runsB,
    int failedA,
    int sentA,
    int failedB,
    int sentB,
    boolean byPairs,
    List<String> warnings,
    List<List<Curve>> curvesA,
    List<List<Curve>> curvesB,
    List<FigureChange> changes) {
  /** Copies the lists. */
  public CaseComparison {
    warnings = List.copyOf(warnings);
    curvesA = List.copyOf(curvesA);
    curvesB = List.copyOf(curvesB);
    changes = List.copyOf(changes);
  }

  /** Its name, and how many runs there are if there are several. */
  public String title() {
    return runsA == 1 && runsB == 1 ? name : name + " (" + runsA + " and " + runsB + " runs)";
  }

  /** How many figures have that verdict. */
  public long count(Verdict verdict) {
    return changes.stream().filter(change -> change.verdict() == verdict).count();
  }
}
