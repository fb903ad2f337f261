// SPDX-License-Identifier: Apache-2.0
package llmbench.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the goals fail beyond doubt at one load and hold beyond doubt at a clearly higher one.
 *
 * @param broken both were seen more than once, and never anything else there
 * @param doubtful a load of such a pair that should be tried again; 0 for none
 * @param fails the lower load of the pair; 0 without one
 * @param holds the higher one
 */
record Monotone(boolean broken, double doubtful, double fails, double holds) {
  private static final double SURE = 0.005;

  /** Loads that are nearer to each other than this are near the limit both. */
  private static final double APART = 1.2;

  private static final Monotone YES = new Monotone(false, 0, 0, 0);

  static Monotone of(List<Told> told, int goals) {
    List<LimitFit> fits = new ArrayList<>();
    for (int goal = 0; goal < goals; goal++) {
      fits.add(new LimitFit(told, goal));
    }
    for (int low = 0; low < told.size(); low++) {
      for (int high = 0; high < told.size(); high++) {
        double fails = told.get(low).probe().value();
        double holds = told.get(high).probe().value();
        if (holds > APART * fails && fails(told, fits, low) && holds(told, fits, high)) {
          int lows = same(told, fits, fails, true);
          int highs = same(told, fits, holds, false);
          if (lows > 0 && highs > 0) {
            boolean broken = lows > 1 && highs > 1;
            return new Monotone(broken, broken ? 0 : lows > 1 ? holds : fails, fails, holds);
          }
        }
      }
    }
    return YES;
  }

  /** How often a load was tried, if always with that outcome; else 0. */
  private static int same(List<Told> told, List<LimitFit> fits, double value, boolean failing) {
    int count = 0;
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).probe().value() == value) {
        if (!(failing ? fails(told, fits, i) : holds(told, fits, i))) {
          return 0;
        }
        count++;
      }
    }
    return count;
  }

  private static boolean fails(List<Told> told, List<LimitFit> fits, int probe) {
    return told.get(probe).outcome().queueGrew()
        || fits.stream().anyMatch(fit -> fit.over(probe) >= 1 - SURE);
  }

  private static boolean holds(List<Told> told, List<LimitFit> fits, int probe) {
    return !told.get(probe).outcome().queueGrew()
        && fits.stream().allMatch(fit -> fit.over(probe) <= SURE);
  }
}
