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
 * @param warnings what to know before its figures are believed: failed, partial, suspect,
 *     simulated, not steady; a sentence each
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
    List<String> warnings,
    List<FigureChange> changes) {
  /** Copies the lists. */
  public CaseComparison {
    warnings = List.copyOf(warnings);
    changes = List.copyOf(changes);
  }

  /** How many figures have that verdict. */
  public long count(Verdict verdict) {
    return changes.stream().filter(change -> change.verdict() == verdict).count();
  }
}
