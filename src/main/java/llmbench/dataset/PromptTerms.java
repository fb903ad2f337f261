// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import llmbench.plan.Slo;
import org.jspecify.annotations.Nullable;

/**
 * Whose a request is and what is asked of it.
 *
 * @param workload its class's name; null without classes
 * @param slo limits of its own: its row's, and its class's where the row has none; null without
 */
public record PromptTerms(@Nullable String workload, @Nullable Slo slo) {
  /** No class and no limits. */
  public static final PromptTerms NONE = new PromptTerms(null, null);

  /** The limits of a row; null where they are not those. */
  static PromptTerms limited(@Nullable Slo slo) {
    return slo == null ? NONE : new PromptTerms(null, slo);
  }

  /**
   * The same as one of a class.
   *
   * @param limits the class's; null without
   */
  PromptTerms in(String name, @Nullable Slo limits) {
    return new PromptTerms(name, slo == null ? limits : slo.over(limits));
  }
}
