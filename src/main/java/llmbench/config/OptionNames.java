// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

/** The names of all keys, for files other than the configuration that set them. */
public final class OptionNames {
  private OptionNames() {}

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
}
