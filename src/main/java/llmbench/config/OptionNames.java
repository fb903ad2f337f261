// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The names of all keys, for files other than the configuration that set them. */
public final class OptionNames {
  private OptionNames() {}

  /** The names of all keys, those that are not built yet included. */
  public static List<String> all() {
    return KeyIndex.all().stream().map(Key::name).toList();
  }

  /** Whether there is a key of that name, one that is not built yet included. */
  public static boolean known(String name) {
    return KeyIndex.named(name) != null;
  }

  /** Whether a key is true or false. */
  public static boolean isFlag(String name) {
    Key<?> key = KeyIndex.named(name);
    return key != null && key.type().isFlag();
  }

  /** Whether a key is a sweep's own, and none of its runs'. */
  public static boolean ofSweep(String name) {
    return SweepKeys.ofSweep(name);
  }

  /** The known name that takes the fewest slips of the hand to reach. */
  public static String nearest(String name) {
    return KeyIndex.nearest(name);
  }

  /**
   * The nearest of some names.
   *
   * @param among at least one
   */
  public static String nearest(String name, Collection<String> among) {
    return Collections.min(
        among, Comparator.comparingInt(known -> EditDistance.between(name, known)));
  }
}
