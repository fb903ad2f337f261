// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import llmbench.plan.Goal;
import llmbench.plan.SearchSpec;
import llmbench.search.FoundLimit;
import llmbench.search.GoalEvidence;
import llmbench.search.LoadPoint;
import llmbench.search.Probe;
import llmbench.search.ProbeOutcome;
import llmbench.search.SearchAnswer;
import llmbench.search.Told;
import org.jspecify.annotations.Nullable;

/** What the console says of a search for a limit. */
public final class FindText {
  private static final int DIGITS = 4;

  private FindText() {}

  /** A probe that is about to begin, in a line. */
  public static String begins(String cell, SearchSpec spec, Probe probe) {
    String expected =
        probe.expectedSeconds() > 0
            ? String.format(Locale.ROOT, ", about %.0f s", probe.expectedSeconds())
            : "";
    return String.format(
        Locale.ROOT,
        "find %s, probe %d: %s %s, %d requests%s\n",
        cell,
        probe.number(),
        spec.variable().key(),
        number(probe.value()),
        probe.requests(),
        expected);
  }

  /** A probe that has ended and what is known with it, in a line. */
  public static String told(FoundLimit found) {
    List<Told> probes = found.answer().probes();
    Told last = probes.get(probes.size() - 1);
    return String.format(
        Locale.ROOT,
        "find %s, probe %d: %s %s: %s%s\n",
        found.cell(),
        last.probe().number(),
        found.spec().variable().key(),
        number(last.probe().value()),
        verdict(last.outcome()),
        known(found.answer()));
  }

  private static String verdict(ProbeOutcome outcome) {
    if (!outcome.problem().isEmpty()) {
      return "too short to count: " + outcome.problem();
    }
    String goals = String.join(", ", outcome.goals().stream().map(FindText::evidence).toList());
    return goals
        + (outcome.queueGrew() ? "; the queue grew" : "")
        + (outcome.holds() ? ": holds" : ": does not hold");
  }

  private static String evidence(GoalEvidence evidence) {
    double observed = evidence.observed();
    String unit = evidence.goal() instanceof Goal.Latency ? " ms" : "";
    return evidence.goal().text()
        + " (found "
        + (Double.isFinite(observed) ? number(observed) + unit : "failures")
        + String.format(Locale.ROOT, ", %.0f of %.0f miss)", evidence.missed(), evidence.tried());
  }

  private static String known(SearchAnswer answer) {
    return answer.estimate() == null
        ? ""
        : "; the limit is likely " + number(answer.estimate()) + interval(answer);
  }

  private static String interval(SearchAnswer answer) {
    return String.format(
        Locale.ROOT,
        " (%s %%: %s to %s)",
        number(100 * answer.confidence()),
        end(answer.low(), "below the least load"),
        end(answer.high(), "above the largest load"));
  }

  private static String end(@Nullable Double value, String otherwise) {
    return value == null ? otherwise : number(value);
  }

  /** The searches of a run, every line ended by a line feed. */
  public static String of(List<FoundLimit> all) {
    StringBuilder text = new StringBuilder();
    all.forEach(found -> text.append(of(found)));
    return text.toString();
  }

  private static String of(FoundLimit found) {
    SearchAnswer answer = found.answer();
    SearchSpec spec = found.spec();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Largest %s at which %s (%s): %s\n",
            spec.variable().key(),
            String.join(" and ", spec.goals().stream().map(Goal::text).toList()),
            found.cell(),
            answer.estimate() == null
                ? answer.end().name().toLowerCase(Locale.ROOT)
                : number(answer.estimate()) + interval(answer)));
    text.append(
        String.format(
            Locale.ROOT,
            "  %d probes, %.0f s%s\n",
            answer.probes().size(),
            answer.seconds(),
            answer.reason().isEmpty() ? "" : "; " + answer.reason()));
    text.append(table(found));
    Integer knee = found.knee();
    if (knee != null) {
      text.append(
          "  Knee of throughput against latency: "
              + spec.variable().key()
              + " "
              + number(answer.probes().get(knee).probe().value())
              + "\n");
    }
    return text.toString();
  }

  private static String table(FoundLimit found) {
    List<Integer> front = found.front();
    List<Integer> order = new ArrayList<>();
    List<Told> probes = found.answer().probes();
    for (int i = 0; i < probes.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(value(probes, a), value(probes, b)));
    boolean gpus = found.spec().gpus() != null;
    List<List<String>> columns = new ArrayList<>();
    List<String> headings =
        new ArrayList<>(
            List.of(
                "  " + found.spec().variable().key(),
                "probe",
                "requests",
                "failed",
                "req/s",
                "output tok/s",
                "tok/s/user",
                "E2EL mean",
                "goals"));
    if (gpus) {
      headings.add(7, "tok/s/GPU");
    }
    headings.forEach(heading -> columns.add(new ArrayList<>(List.of(heading))));
    for (int i : order) {
      List<String> cells = cells(found, i, front.contains(i), gpus);
      for (int column = 0; column < cells.size(); column++) {
        columns.get(column).add(cells.get(column));
      }
    }
    return BatchTable.lines(columns)
        + (front.isEmpty() ? "" : "  * no other load has more tokens/s and more tokens/s/user\n");
  }

  private static double value(List<Told> probes, int i) {
    return probes.get(i).probe().value();
  }

  private static List<String> cells(FoundLimit found, int i, boolean front, boolean gpus) {
    Told told = found.answer().probes().get(i);
    var figures = found.runs().get(i).figures();
    LoadPoint point = found.tokensPerUserAndGpu(i);
    List<String> cells = new ArrayList<>();
    cells.add("  " + number(told.probe().value()));
    cells.add(Integer.toString(told.probe().number()));
    cells.add(Integer.toString(told.probe().requests()));
    cells.add(Integer.toString(figures.failed()));
    cells.add(number(figures.requestThroughput()));
    cells.add(number(figures.outputThroughput()));
    cells.add(point == null ? "-" : number(point.x()) + (front ? "*" : " "));
    if (gpus) {
      cells.add(point == null ? "-" : number(point.y()));
    }
    cells.add(number(figures.meanE2elMillis()));
    cells.add(
        !told.outcome().problem().isEmpty()
            ? "too short"
            : told.outcome().holds() ? "hold" : "fail");
    return cells;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .round(new MathContext(DIGITS))
        .stripTrailingZeros()
        .toPlainString();
  }
}
