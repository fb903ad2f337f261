// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What results must keep to.
 *
 * @param rules at least one, in the user's order
 * @param baseline earlier results, a file or a folder; null without
 */
public record GateSpec(List<GateRule> rules, @Nullable Path baseline) {
  /** Copies the list. */
  public GateSpec {
    rules = List.copyOf(rules);
  }

  /** The same with other earlier results. */
  public GateSpec withBaseline(Path other) {
    return new GateSpec(rules, other);
  }

  /** Whether a rule needs earlier results. */
  public boolean needsBaseline() {
    return rules.stream().anyMatch(GateRule::needsBaseline);
  }
}
