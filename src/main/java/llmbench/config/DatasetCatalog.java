// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Arrays;
import java.util.List;

/** The data sets that {@code dataset_name} may name, for those who list them. */
public final class DatasetCatalog {
  /**
   * A set.
   *
   * @param name its {@code dataset_name}
   * @param about what a row is
   * @param hasFile whether it is read from {@code dataset_path}
   * @param options keys that have an effect with it and not with every other set
   */
  public record Entry(String name, String about, boolean hasFile, List<String> options) {}

  private DatasetCatalog() {}

  /** All of them. */
  public static List<Entry> all() {
    return Arrays.stream(DatasetKind.values())
        .map(kind -> new Entry(kind.key(), kind.about(), kind.hasFile(), DatasetUses.ofSet(kind)))
        .toList();
  }

  /**
   * Whether a key has an effect with a set.
   *
   * @param set a name; with one that is not known every key has
   */
  public static boolean useful(String key, String set) {
    return Arrays.stream(DatasetKind.values())
        .filter(kind -> kind.key().equals(set))
        .allMatch(kind -> DatasetUses.useful(key, kind));
  }
}
