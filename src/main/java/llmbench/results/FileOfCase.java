// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.nio.file.Path;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Where a file lies that a user names for a run, and that each case writes. */
public final class FileOfCase {
  private FileOfCase() {}

  /**
   * The file of a case: the user's, below {@code result_dir} unless it is absolute; of several
   * cases each has its name before the ending, as {@code talk_mc4_np40.json}.
   *
   * @param asked the user's; null for none
   * @return null for none
   */
  public static @Nullable Path of(@Nullable Path asked, Plan plan, Case benchCase) {
    if (asked == null) {
      return null;
    }
    Path file = plan.output().resultDir().resolve(asked);
    if (plan.cases().size() < 2) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    return file.resolveSibling(
        name.substring(0, dot) + "_" + benchCase.name() + name.substring(dot));
  }
}
