// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.compare.Change.Ends;
import llmbench.compare.Comparer.PairedCase;
import llmbench.results.StoredResult;
import llmbench.statistics.Holm;
import org.jspecify.annotations.Nullable;

/**
 * Judges all figures of all cases together: the chance that anything at all is called better or
 * worse where nothing changed is at most {@value #LEVEL}.
 */
final class Judgement {
  /** What all verdicts together may err. */
  static final double LEVEL = 0.05;

  /** Shares of failed requests are alike if they are surely no further apart than this. */
  private static final double SAME_FAILURES = 0.01;

  /** An end of an interval beyond it is as good as none. */
  private static final double MOST_PERCENT = 10_000;

  private final CompareOptions options;

  Judgement(CompareOptions options) {
    this.options = options;
  }

  /** A figure of a case before it is judged. */
  private record Asked(int place, Figure figure, double a, double b, Change change) {}

  /** What was read of a case before its figures are judged. */
  private record Read(
      List<String> warnings,
      List<List<Curve>> curvesA,
      List<List<Curve>> curvesB,
      int failedA,
      int sentA,
      int failedB,
      int sentB) {}

  List<CaseComparison> of(List<PairedCase> cases) {
    List<Asked> asked = new ArrayList<>();
    List<Read> read = new ArrayList<>();
    for (int place = 0; place < cases.size(); place++) {
      PairedCase each = cases.get(place);
      List<RunEstimates> runsA = read(each.a());
      List<RunEstimates> runsB = read(each.b());
      List<Map<String, Estimate>> a = runsA.stream().map(RunEstimates::estimates).toList();
      List<Map<String, Estimate>> b = runsB.stream().map(RunEstimates::estimates).toList();
      List<String> notes = new ArrayList<>(Trustworthiness.of("A", each.a()));
      notes.addAll(Trustworthiness.of("B", each.b()));
      if (runsA.size() == 1 && runsB.size() == 1) {
        figuresAlone("A", runsA.get(0), notes);
        figuresAlone("B", runsB.get(0), notes);
      }
      ask(place, a, b, each.byPairs(), asked);
      read.add(
          new Read(notes, curves(runsA), curves(runsB), failed(a), sent(a), failed(b), sent(b)));
    }
    return judged(cases, asked, read);
  }

  /** The same of figures that are there already, for the trial of the method. */
  List<FigureChange> of(
      List<Map<String, Estimate>> a, List<Map<String, Estimate>> b, boolean byPairs) {
    List<Asked> asked = new ArrayList<>();
    ask(0, a, b, byPairs, asked);
    return judged(asked);
  }

  private List<RunEstimates> read(List<StoredResult> runs) {
    return runs.stream().map(run -> RunEstimates.of(run, options.asVllm())).toList();
  }

  private static List<List<Curve>> curves(List<RunEstimates> runs) {
    return runs.stream().map(RunEstimates::curves).toList();
  }

  private static void figuresAlone(String side, RunEstimates run, List<String> notes) {
    if (!run.note().isEmpty()) {
      notes.add(
          side
              + ": only figures, no requests ("
              + run.note()
              + "), so nothing can be told of them; give several runs of each side");
    }
  }

  private void ask(
      int place,
      List<Map<String, Estimate>> a,
      List<Map<String, Estimate>> b,
      boolean byPairs,
      List<Asked> asked) {
    for (Figure figure : Figure.ALL) {
      List<Estimate> ofA = column(a, figure.key());
      List<Estimate> ofB = column(b, figure.key());
      if (options.has(figure) && ofA.size() == a.size() && ofB.size() == b.size()) {
        asked.add(
            new Asked(
                place,
                figure,
                value(ofA),
                value(ofB),
                byPairs ? Changes.ofPairs(ofA, ofB) : Changes.of(ofA, ofB)));
      }
    }
  }

  private static List<Estimate> column(List<Map<String, Estimate>> runs, String key) {
    List<Estimate> column = new ArrayList<>();
    for (Map<String, Estimate> run : runs) {
      Estimate estimate = run.get(key);
      if (estimate != null) {
        column.add(estimate);
      }
    }
    return column;
  }

  /** The geometric mean, whose change is that of the logarithms; of failures all runs together. */
  private static double value(List<Estimate> runs) {
    if (runs.size() == 1) {
      return runs.get(0).value();
    }
    if (runs.get(0) instanceof Estimate.Share) {
      int failed = 0;
      int sent = 0;
      for (Estimate run : runs) {
        failed += ((Estimate.Share) run).failed();
        sent += ((Estimate.Share) run).sent();
      }
      return sent == 0 ? 0 : (double) failed / sent;
    }
    return Math.exp(runs.stream().mapToDouble(run -> Math.log(run.value())).average().orElse(0));
  }

  private List<CaseComparison> judged(List<PairedCase> cases, List<Asked> asked, List<Read> read) {
    List<FigureChange> changes = judged(asked);
    Map<Integer, List<FigureChange>> byPlace = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      byPlace.computeIfAbsent(asked.get(i).place(), p -> new ArrayList<>()).add(changes.get(i));
    }
    List<CaseComparison> judged = new ArrayList<>();
    for (int place = 0; place < cases.size(); place++) {
      PairedCase each = cases.get(place);
      Read of = read.get(place);
      judged.add(
          new CaseComparison(
              each.name(),
              each.a().size(),
              each.b().size(),
              of.failedA(),
              of.sentA(),
              of.failedB(),
              of.sentB(),
              each.byPairs(),
              of.warnings(),
              of.curvesA(),
              of.curvesB(),
              byPlace.getOrDefault(place, List.of())));
    }
    return judged;
  }

  private List<FigureChange> judged(List<Asked> asked) {
    double[] levels =
        Holm.levels(
            asked.size(), LEVEL, (i, level) -> asked.get(i).change().span().at(level).without(0));
    List<FigureChange> changes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      changes.add(judged(asked.get(i), levels[i]));
    }
    return changes;
  }

  private FigureChange judged(Asked asked, double level) {
    Change change = asked.change();
    Ends ends = change.span().at(level);
    Ends plain = change.span().at(LEVEL);
    return new FigureChange(
        asked.figure().key(),
        asked.figure().unit(),
        asked.a(),
        asked.b(),
        finite(change.percent(change.point())),
        finite(change, ends.low()),
        finite(change, ends.high()),
        1 - level,
        new FigureChange.Bounds(finite(change, plain.low()), finite(change, plain.high())),
        verdict(asked.figure(), change, ends),
        change.basis());
  }

  private Verdict verdict(Figure figure, Change change, Ends ends) {
    boolean failures = figure.failures();
    double matters = failures ? 0 : options.threshold();
    boolean surely = ends.without(0);
    double size = change.ratio() ? Math.expm1(change.point()) : change.point();
    if (surely && Math.abs(size) >= matters) {
      return size > 0 == figure.moreIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }
    double least = failures ? -SAME_FAILURES : Math.log1p(-options.threshold());
    double most = failures ? SAME_FAILURES : Math.log1p(options.threshold());
    return ends.within(least, most) ? Verdict.SAME : Verdict.NOISY;
  }

  /** An end in per cent; null where it is so far out that it says nothing. */
  private static @Nullable Double finite(Change change, double end) {
    double percent = change.percent(end);
    return Double.isInfinite(end) || percent > MOST_PERCENT ? null : finite(percent);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static int failed(List<Map<String, Estimate>> runs) {
    return runs.stream().mapToInt(run -> share(run).failed()).sum();
  }

  private static int sent(List<Map<String, Estimate>> runs) {
    return runs.stream().mapToInt(run -> share(run).sent()).sum();
  }

  private static Estimate.Share share(Map<String, Estimate> run) {
    return run.get(Figure.FAILED) instanceof Estimate.Share share
        ? share
        : new Estimate.Share(0, 0, 0);
  }
}
