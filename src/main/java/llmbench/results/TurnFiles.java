// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.nio.file.Path;
import llmbench.metrics.ConversationMetrics;
import org.jspecify.annotations.Nullable;

/** The files on the turns of conversations that a plan asks for beside a case's result. */
public final class TurnFiles {
  private TurnFiles() {}

  /**
   * Writes those that are asked for.
   *
   * @param conversations null where there are none
   * @return what people are to be told, a line; empty for nothing
   * @throws IOException if one cannot be written; with its name
   */
  public static String write(ResultContext context, @Nullable ConversationMetrics conversations)
      throws IOException {
    TurnStatsFile.write(context.plan(), context.benchCase(), conversations);
    Path workbook = TurnWorkbook.write(context, conversations);
    return workbook == null ? "" : "Client metrics exported to file: " + workbook + "\n";
  }
}
