// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of comparing A with B.
 *
 * @param a how A is shown
 * @param b how B is shown
 * @param threshold the least change that matters, as a share: 0.05
 * @param figures how many figures were judged together
 * @param cases those that both sides have, in A's order
 * @param onlyA names of cases that B lacks
 * @param onlyB names of cases that A lacks
 * @param forced what differs in what matters, and was compared all the same; a sentence each
 * @param differences other options that differ, such as {@code base_url: x → y}
 * @param problems what could not be read
 */
public record Comparison(
    String a,
    String b,
    double threshold,
    int figures,
    List<CaseComparison> cases,
    List<String> onlyA,
    List<String> onlyB,
    List<String> forced,
    List<String> differences,
    List<String> problems) {
  /** Copies the lists. */
  public Comparison {
    cases = List.copyOf(cases);
    onlyA = List.copyOf(onlyA);
    onlyB = List.copyOf(onlyB);
    forced = List.copyOf(forced);
    differences = List.copyOf(differences);
    problems = List.copyOf(problems);
  }

  /** How many figures of all cases have that verdict. */
  public long count(Verdict verdict) {
    return cases.stream().mapToLong(each -> each.count(verdict)).sum();
  }

  /**
   * The sentences that stand above all figures: the verdicts in numbers, failures, and what speaks
   * against believing them.
   */
  public List<String> headline() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "B against A: %d better, %d worse, %d no difference that matters, %d too noisy to tell",
            count(Verdict.BETTER),
            count(Verdict.WORSE),
            count(Verdict.SAME),
            count(Verdict.NOISY)));
    for (CaseComparison each : cases) {
      if (each.failedA() > 0 || each.failedB() > 0) {
        lines.add(each.name() + ": " + failures(each));
      }
    }
    for (CaseComparison each : cases) {
      each.warnings().forEach(warning -> lines.add(each.name() + ": " + warning));
    }
    forced.forEach(difference -> lines.add("compared by force although " + difference));
    return lines;
  }

  /** The sentences that stand below the tables: what verdicts mean, and what else differs. */
  public List<String> notes() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Better or worse: surely changed, by %s %% or more. No difference that matters: surely"
                + " by less. Intervals are those by which the %d figures were judged together, at 95"
                + " %% (Holm).",
            Signs.plain(100 * threshold()),
            figures()));
    boolean single = cases().stream().anyMatch(each -> each.runsA() == 1 && each.runsB() == 1);
    if (single) {
      lines.add(
          "One run each: the intervals tell how sure these two runs are of their own figures, and"
              + " not what changes from run to run.");
    }
    if (cases.stream().anyMatch(CaseComparison::byPairs)) {
      lines.add(
          "Runs of one seed had the same requests and were compared pair by pair; what changes from"
              + " run to run is in the intervals.");
    }
    list(lines, "Only in A", onlyA());
    list(lines, "Only in B", onlyB());
    differences().forEach(each -> lines.add("Differs: " + each));
    problems().forEach(each -> lines.add("Left out: " + each));
    return lines;
  }

  private static void list(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add(what + ": " + String.join(", ", names));
    }
  }

  private static String failures(CaseComparison each) {
    String counts =
        each.failedA()
            + " of "
            + each.sentA()
            + " requests failed in A, "
            + each.failedB()
            + " of "
            + each.sentB()
            + " in B";
    double shareA = each.sentA() == 0 ? 0 : (double) each.failedA() / each.sentA();
    double shareB = each.sentB() == 0 ? 0 : (double) each.failedB() / each.sentB();
    if (shareA == shareB) {
      return counts;
    }
    String more = shareB > shareA ? "B" : "A";
    return counts
        + "; "
        + more
        + " has more failures, and its other figures are of those requests alone that it completed";
  }
}
