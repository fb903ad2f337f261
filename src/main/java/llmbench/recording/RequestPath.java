// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.List;

/**
 * The name of a row in Gatling's report.
 *
 * @param groups the groups around it, outermost first; may be empty
 * @param name of the request, or of the group itself
 */
public record RequestPath(List<String> groups, String name) {
  /** Copies the list. */
  public RequestPath {
    groups = List.copyOf(groups);
  }

  /** A request outside of any group. */
  public static RequestPath of(String name) {
    return new RequestPath(List.of(), name);
  }

  /** As Gatling's console has it, such as {@code io256x256_mc1_np10 / request}. */
  @Override
  public String toString() {
    return groups.isEmpty() ? name : String.join(" / ", groups) + " / " + name;
  }
}
