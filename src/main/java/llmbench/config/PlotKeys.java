// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import llmbench.plan.PlotSpec;

/** The keys of pictures; as in {@link Keys}. */
final class PlotKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Boolean> PLOTS = required("plots", ScalarTypes.flag(), "false");
  static final Key<Boolean> PLOT_TIMELINE = required("plot_timeline", ScalarTypes.flag(), "false");
  static final Key<Set<Double>> TIMELINE_ITL_THRESHOLDS =
      required(
          "timeline_itl_thresholds",
          ListTypes.items(
              "two thresholds in milliseconds",
              ScalarTypes.number("≥ 0", n -> n >= 0 && Double.isFinite(n))),
          "25,50");
  static final Key<Boolean> PLOT_DATASET_STATS =
      required("plot_dataset_stats", ScalarTypes.flag(), "false");

  private PlotKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  static PlotSpec read(Values values) {
    List<Double> thresholds = List.copyOf(values.get(TIMELINE_ITL_THRESHOLDS));
    if (thresholds.size() != 2) {
      values.mistake(TIMELINE_ITL_THRESHOLDS, "two different thresholds", thresholds.toString());
      return PlotSpec.NONE;
    }
    return new PlotSpec(
        values.get(PLOTS),
        values.get(PLOT_TIMELINE),
        Collections.min(thresholds),
        Collections.max(thresholds),
        values.get(PLOT_DATASET_STATS));
  }

  private static <T> Key<T> required(String name, ValueType<T> type, String defaultText) {
    Key<T> key = Key.required(name, type, defaultText);
    ALL.add(key);
    return key;
  }
}
