// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of conversations writes and shows beside its result, by the names of vLLM's multi-turn
 * benchmark.
 *
 * @param conversations {@code output_file}: the conversations with the model's answers; null for
 *     none
 * @param stats {@code stats_json_output}: the figures of each turn; null for none
 * @param warmupPercentages {@code warmup_percentages}: shares of the turns, those sent first, that
 *     a table leaves out; a table for each, each in [0, 100)
 * @param excel {@code excel_output}: whether the tables and the turns are written as a workbook
 * @param printContent {@code print_content}: whether the console shows what is said
 * @param verbose {@code verbose}: whether the console shows what clients do, and the workbook the
 *     time between the turns of a conversation
 */
public record TalkOutput(
    @Nullable Path conversations,
    @Nullable Path stats,
    List<Double> warmupPercentages,
    boolean excel,
    boolean printContent,
    boolean verbose) {
  /** Nothing is written, one table of all turns is shown. */
  public static final TalkOutput NONE =
      new TalkOutput(null, null, List.of(0.0), false, false, false);

  /** Copies the list. */
  public TalkOutput {
    warmupPercentages = List.copyOf(warmupPercentages);
  }
}
