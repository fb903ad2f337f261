// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.TurnSample;
import org.jspecify.annotations.Nullable;

/**
 * Turns as the rows of vLLM's sheet {@code Raw data}: the columns of its {@code RequestStats}, with
 * {@code --verbose} the time since the turn before in the same conversation was sent, and the end.
 */
final class TurnRows {
  private static final double MILLIS = 1000;

  /** Takes a row. */
  interface Sheet {
    void row(List<? extends @Nullable Object> cells) throws IOException;
  }

  private final List<TurnSample> turns;
  private final boolean between;

  /**
   * Rows of turns, the one first that was sent first.
   *
   * @param between whether there is a column of the time between the turns of a conversation
   */
  TurnRows(List<TurnSample> turns, boolean between) {
    List<TurnSample> sorted = new ArrayList<>(turns);
    sorted.sort(Comparator.comparingDouble(TurnSample::startMillis));
    this.turns = sorted;
    this.between = between;
  }

  List<String> headings() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "ttft_ms",
                "tpot_ms",
                "latency_ms",
                "start_time_ms",
                "input_num_turns",
                "input_num_tokens",
                "output_num_tokens",
                "output_num_chunks",
                "output_num_first_chunk_tokens",
                "approx_cached_percent",
                "conversation_id",
                "client_id"));
    if (between) {
      names.add("time_between_user_turns_sec");
    }
    names.add("end_time_ms");
    return names;
  }

  void each(Sheet sheet) throws IOException {
    Map<String, Double> lastStart = new HashMap<>();
    for (TurnSample turn : turns) {
      List<@Nullable Object> row =
          new ArrayList<>(
              Arrays.asList(
                  turn.ttftMillis(),
                  turn.tpotMillis(),
                  turn.latencyMillis(),
                  turn.startMillis(),
                  turn.inputNumTurns(),
                  turn.inputNumTokens(),
                  turn.outputNumTokens(),
                  turn.outputNumChunks(),
                  turn.outputNumFirstChunkTokens(),
                  turn.approxCachedPercent(),
                  turn.conversationId(),
                  turn.clientId()));
      if (between) {
        Double before = lastStart.put(turn.conversationId(), turn.startMillis());
        row.add(before == null ? null : (Double) ((turn.startMillis() - before) / MILLIS));
      }
      row.add(turn.endMillis());
      sheet.row(row);
    }
  }
}
