// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every key that is known, by name. */
final class KeyIndex {
  private static final Map<String, Key<?>> BY_NAME = index();

  private KeyIndex() {}

  /** All keys, those that are built first. */
  static List<Key<?>> all() {
    return List.copyOf(BY_NAME.values());
  }

  static @Nullable Key<?> named(String name) {
    return BY_NAME.get(name);
  }

  /** The known name that takes the fewest slips of the hand to reach. */
  static String nearest(String name) {
    return Collections.min(
        BY_NAME.keySet(), Comparator.comparingInt(known -> EditDistance.between(name, known)));
  }

  private static Map<String, Key<?>> index() {
    List<Key<?>> all = new ArrayList<>(TargetKeys.all());
    all.addAll(DatasetKeys.all());
    all.addAll(Keys.all());
    all.addAll(EngineKeys.all());
    all.addAll(LoadKeys.all());
    all.addAll(ShapeKeys.all());
    all.addAll(MediaKeys.all());
    all.addAll(WorkloadKeys.all());
    all.addAll(SweepKeys.all());
    all.addAll(TalkKeys.all());
    all.addAll(SafetyKeys.all());
    all.addAll(GateKeys.all());
    all.addAll(PlotKeys.all());
    all.addAll(LiveKeys.all());
    all.addAll(ExportKeys.all());
    all.addAll(UnbuiltKeys.all());
    Map<String, Key<?>> index = new LinkedHashMap<>();
    all.forEach(key -> index.put(key.name(), key));
    return Collections.unmodifiableMap(index);
  }
}
