// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a user may have meant by a name that is not known. */
public final class NearestName {
  private NearestName() {}

  /** The name that takes the fewest slips of the hand to reach; empty if there is none. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> EditDistance.between(name, each)));
  }
}
