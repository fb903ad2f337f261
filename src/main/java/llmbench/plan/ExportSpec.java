// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Set;

/**
 * How results are written beside their own form.
 *
 * @param formats further forms
 * @param append vLLM's {@code --append-result}: a result is added after those that its file holds
 */
public record ExportSpec(Set<ExportFormat> formats, boolean append) {
  /** Only their own form. */
  public static final ExportSpec NONE = new ExportSpec(Set.of(), false);

  /** Copies the set. */
  public ExportSpec {
    formats = Set.copyOf(formats);
  }
}
