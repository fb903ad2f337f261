// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Path;
import java.util.List;
import llmbench.plan.GateRule;

/** The keys of the gate; as in {@link Keys}. */
final class GateKeys {
  static final Key<List<GateRule>> GATE = Key.optional("gate", new GateRulesType());
  static final Key<Path> BASELINE = Key.optional("baseline", ScalarTypes.path());

  private GateKeys() {}

  /** In the order of this file. */
  static List<Key<?>> all() {
    return List.of(GATE, BASELINE);
  }
}
