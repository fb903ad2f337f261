// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import llmbench.plan.Case;
import llmbench.plan.Goal;
import llmbench.plan.Plan;
import llmbench.plan.RepeatSpec;
import llmbench.plan.SearchSpec;
import llmbench.plan.Workload;

/** A plan in a few lines, for the console. Holds no secret. */
final class PlanText {
  private PlanText() {}

  static String of(Plan plan) {
    return plan.target()
        + (plan.target().model() == null ? "" : ", model " + plan.target().model())
        + ", dataset "
        + plan.dataset().name()
        + ", seed "
        + plan.seed()
        + classes(plan.dataset().workloads())
        + "\n"
        + (plan.find() == null ? cases(plan) : searches(plan, plan.find()));
  }

  private static String searches(Plan plan, SearchSpec spec) {
    List<String> cells =
        plan.cases().stream()
            .map(Case::probe)
            .filter(Objects::nonNull)
            .map(Case.SearchProbe::cell)
            .distinct()
            .toList();
    return String.format(
        Locale.ROOT,
        "Finds the largest %s from %s to %s at which %s, by at most %d probes and %d s each, for: %s",
        spec.variable().key(),
        plain(spec.from()),
        plain(spec.to()),
        String.join(" and ", spec.goals().stream().map(Goal::text).toList()),
        spec.maxProbes(),
        spec.budget().toSeconds(),
        String.join(" ", cells)
            + (cachesMayHelp(plan)
                ? "\nNOTE: prompts are rows that come again with each probe, so that a prefix cache"
                    + " may help later ones; set cache_salt or reset_prefix_cache."
                : ""));
  }

  private static boolean cachesMayHelp(Plan plan) {
    return !plan.dataset().options().drawn()
        && !plan.server().resetPrefixCache()
        && !plan.request().extraBody().containsKey(LimitFinder.CACHE_SALT);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String cases(Plan plan) {
    List<String> cells =
        plan.cases().stream().filter(cell -> cell.run() == 1).map(Case::name).toList();
    return cells.size() + " cases" + runs(plan.repeats()) + ": " + String.join(" ", cells);
  }

  /** A line on each class: its share or rate, its data set and its model. */
  private static String classes(List<Workload> workloads) {
    double all = workloads.stream().mapToDouble(each -> each.prompts().weight()).sum();
    StringBuilder lines = new StringBuilder();
    for (Workload each : workloads) {
      Workload.Rate rate = each.rate();
      lines.append("\n  class ").append(each.name()).append(": ");
      lines.append(
          rate == null
              ? String.format(Locale.ROOT, "%.1f %%", 100 * each.prompts().weight() / all)
              : rate.perSecond() + " requests/s, burstiness " + rate.burstiness());
      lines.append(", dataset ").append(each.prompts().spec().name());
      lines.append(each.model() == null ? "" : ", model " + each.model());
    }
    return lines.toString();
  }

  private static String runs(RepeatSpec repeats) {
    RepeatSpec.Until until = repeats.until();
    String order = repeats.shuffleCases() ? ", shuffled in rounds" : "";
    if (until != null) {
      return String.format(
          Locale.ROOT,
          ", each run %d to %d times until %s is known to ±%s %%%s",
          repeats.least(),
          repeats.most(),
          until.figure(),
          BigDecimal.valueOf(until.halfWidth())
              .movePointRight(2)
              .stripTrailingZeros()
              .toPlainString(),
          order);
    }
    return (repeats.numRuns() == 1 ? "" : ", each run " + repeats.numRuns() + " times") + order;
  }
}
