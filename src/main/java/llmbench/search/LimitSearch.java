// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import llmbench.plan.SearchSpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds the largest load at which all goals hold. It makes no load itself:
 *
 * <pre>
 * for (Probe probe = search.next(); probe != null; probe = search.next()) {
 *   … run it …
 *   search.told(probe, ProbeReading.of(spec, samples));
 * }
 * search.answer()
 * </pre>
 *
 * <p>It begins in the middle of {@code from} and {@code to}, on the logarithm's scale, and doubles
 * or halves until the goals hold at one load and fail at one at most twice as high. From then on
 * all probes together say where the limit is likely to be ({@link LimitPosterior}), and the next
 * one is taken a little below or above its median in turn, until the interval is as narrow as was
 * asked for.
 *
 * <p>Not safe for use by several threads.
 */
public final class LimitSearch {
  /** How far beyond what was tried the limit is thought possible. */
  private static final double BEYOND = 2;

  /** Fewer probes near the limit do not show how far they agree. */
  private static final int FEWEST_NEAR = 5;

  private static final double NEAR = 1.5;
  private static final int MOST_REPEATS = 3;
  private static final double WIDEST_STEP = 0.05;

  private final SearchSpec spec;
  private final ProbeSize size;
  private final SearchWords words;
  private final List<Told> all = new ArrayList<>();
  private final List<Told> counted = new ArrayList<>();
  private @Nullable Probe waiting;
  private @Nullable LimitPosterior posterior;
  private SearchEnd end = SearchEnd.UNDER_WAY;
  private String reason = "";
  private double seconds;
  private boolean upper;

  /** A search that knows nothing yet. */
  public LimitSearch(SearchSpec spec) {
    this.spec = spec;
    this.size = new ProbeSize(spec);
    this.words = new SearchWords(spec);
  }

  /**
   * What to try next.
   *
   * @return the probe, the same one until it has been told; null when the search has ended
   */
  public @Nullable Probe next() {
    if (waiting == null && end == SearchEnd.UNDER_WAY) {
      waiting = plan();
    }
    return waiting;
  }

  /**
   * What came of the probe that {@link #next} gave.
   *
   * @throws IllegalStateException if it is another one
   */
  public void told(Probe probe, ProbeOutcome outcome) {
    if (!probe.equals(waiting)) {
      throw new IllegalStateException("expected the outcome of " + waiting + ", found " + probe);
    }
    waiting = null;
    Told told = new Told(probe, outcome);
    all.add(told);
    seconds += outcome.seconds();
    size.told(probe, outcome);
    if (outcome.problem().isEmpty()) {
      counted.add(told);
      posterior = LimitPosterior.of(counted, least(), most());
    }
  }

  /** Nobody thinks of a limit below half of the least load that failed. */
  private double least() {
    double failed =
        counted.stream()
            .filter(each -> !each.outcome().holds())
            .mapToDouble(each -> each.probe().value())
            .min()
            .orElse(spec.from());
    return Math.max(spec.from() / BEYOND, Math.min(failed, spec.to()) / BEYOND);
  }

  /** Nor of one above the double of the largest that held. */
  private double most() {
    double held =
        counted.stream()
            .filter(each -> each.outcome().holds())
            .mapToDouble(each -> each.probe().value())
            .max()
            .orElse(spec.to());
    return Math.min(spec.to() * BEYOND, held * BEYOND);
  }

  /** What was found; before the end, what is known so far. */
  public SearchAnswer answer() {
    boolean limit =
        posterior != null
            && end != SearchEnd.HOLDS_EVERYWHERE
            && end != SearchEnd.HOLDS_NOWHERE
            && end != SearchEnd.NOT_MONOTONE;
    if (!limit) {
      return new SearchAnswer(end, null, null, null, spec.confidence(), all, seconds, reason);
    }
    double low = load(tail());
    double high = load(1 - tail());
    return new SearchAnswer(
        end,
        load(0.5),
        low < spec.from() ? null : Double.valueOf(low),
        high > spec.to() ? null : Double.valueOf(high),
        spec.confidence(),
        all,
        seconds,
        reason);
  }

  private @Nullable Probe plan() {
    if (all.size() >= spec.maxProbes()) {
      return ended(SearchEnd.OUT_OF_PROBES, "all " + spec.maxProbes() + " probes are used up");
    }
    Told last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last != null && !last.outcome().problem().isEmpty()) {
      return repeated(last);
    }
    Double bracketing = bracketing();
    if (bracketing != null) {
      return probe(bracketing, size.least(bracketing));
    }
    Monotone order = Monotone.of(counted, spec.goals().size());
    if (order.broken()) {
      return ended(
          SearchEnd.NOT_MONOTONE,
          String.format(
              Locale.ROOT,
              "not found between %s and %s: the goals fail at %s and hold at %s, each more than"
                  + " once; the limit is not one of load alone",
              words.load(spec.from()),
              words.load(spec.to()),
              words.load(order.fails()),
              words.load(order.holds())));
    }
    if (order.doubtful() > 0) {
      return probe(order.doubtful(), size.least(order.doubtful()));
    }
    return refining(Objects.requireNonNull(posterior));
  }

  private @Nullable Probe repeated(Told last) {
    double value = last.probe().value();
    int tries = 0;
    for (int i = all.size() - 1; i >= 0 && all.get(i).probe().value() == value; i--) {
      tries += all.get(i).outcome().problem().isEmpty() ? 0 : 1;
    }
    return tries < MOST_REPEATS
        ? probe(value, Math.max(size.least(value), 2 * last.probe().requests()))
        : ended(
            SearchEnd.NOT_STEADY,
            "no steady load at " + words.load(value) + ": " + last.outcome().problem());
  }

  /** The next load while there is no bracket; null when there is one. */
  private @Nullable Double bracketing() {
    if (counted.isEmpty()) {
      return whole(Math.sqrt(spec.from() * spec.to()));
    }
    double holds = 0;
    double fails = Double.POSITIVE_INFINITY;
    for (Told each : counted) {
      if (each.outcome().holds()) {
        holds = Math.max(holds, each.probe().value());
      } else {
        fails = Math.min(fails, each.probe().value());
      }
    }
    if (Double.isInfinite(fails) && holds < spec.to()) {
      return Math.min(spec.to(), 2 * holds);
    }
    return holds == 0 && fails > spec.from()
        ? (Double) Math.max(spec.from(), whole(fails / 2))
        : null;
  }

  private @Nullable Probe refining(LimitPosterior known) {
    if (known.atLeast(spec.to()) >= spec.confidence() && tried(spec.to())) {
      return ended(
          SearchEnd.HOLDS_EVERYWHERE,
          "not found between "
              + words.load(spec.from())
              + " and "
              + words.load(spec.to())
              + ": the goals hold even there; raise \"to\"");
    }
    if (known.atLeast(spec.from()) <= 1 - spec.confidence() && tried(spec.from())) {
      return ended(SearchEnd.HOLDS_NOWHERE, words.nowhere(counted));
    }
    double middle = load(0.5);
    double half = Math.max(load(1 - tail()) - middle, middle - load(tail()));
    if (spec.variable().whole()) {
      half = (load(1 - tail()) - load(tail())) / 2;
    }
    List<Told> near = near(known.quantile(0.5));
    double ratio = half / (spec.precision() * middle);
    if (ratio <= 1 && near.size() >= FEWEST_NEAR) {
      return ended(
          SearchEnd.FOUND,
          String.format(
              Locale.ROOT, "the interval is within %.3g %% of the limit", 100 * half / middle));
    }
    double value = beside(known);
    int left = spec.maxProbes() - all.size();
    return probe(value, size.next(value, near, ratio, left));
  }

  /** A load a little below or above the median, in turn: one value would not show the slope. */
  private double beside(LimitPosterior known) {
    upper = !upper;
    double middle = known.quantile(0.5);
    double spread = Math.log(known.quantile(0.84) / known.quantile(0.16)) / 2;
    double step = Math.min(WIDEST_STEP, Math.max(spec.precision() / 2, spread));
    double value = middle * Math.exp(upper ? step : -step);
    if (spec.variable().whole()) {
      value = middle * step < 1 ? undecided(known, middle) : Math.rint(value);
    }
    return Math.max(spec.from(), Math.min(spec.to(), value));
  }

  /** Of the whole numbers about the median the one of which least is known whether it holds. */
  private static double undecided(LimitPosterior known, double middle) {
    double below = Math.max(1, Math.floor(middle));
    double doubt = Math.abs(known.atLeast(below) - 0.5);
    return doubt < Math.abs(known.atLeast(below + 1) - 0.5) ? below : below + 1;
  }

  private @Nullable Probe probe(double value, int wanted) {
    double left = spec.budget().toNanos() / 1e9 - seconds;
    int fitting = size.fitting(value, left);
    if (fitting < size.least(value)) {
      return ended(
          SearchEnd.OUT_OF_TIME,
          String.format(
              Locale.ROOT,
              "%.0f s of the budget are left, and a probe at %s takes %.0f s",
              Math.max(0, left),
              words.load(value),
              size.seconds(value, size.least(value))));
    }
    int requests = Math.min(wanted, fitting);
    return new Probe(all.size() + 1, value, requests, size.seconds(value, requests));
  }

  private @Nullable Probe ended(SearchEnd how, String why) {
    end = how;
    reason = why;
    return null;
  }

  private List<Told> near(double middle) {
    return counted.stream()
        .filter(each -> each.probe().value() > middle / NEAR)
        .filter(each -> each.probe().value() < middle * NEAR)
        .toList();
  }

  private boolean tried(double value) {
    return counted.stream().anyMatch(each -> each.probe().value() == value);
  }

  private double tail() {
    return (1 - spec.confidence()) / 2;
  }

  private double load(double probability) {
    return whole(Objects.requireNonNull(posterior).quantile(probability));
  }

  private double whole(double value) {
    return spec.variable().whole() ? Math.floor(value) : value;
  }
}
