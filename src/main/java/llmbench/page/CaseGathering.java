// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers all of a case. What cannot be read beside its result is told and left out. */
final class CaseGathering {
  /** vLLM's upper threshold of {@code --timeline-itl-thresholds}. */
  private static final double LEAST_GAP_MILLIS = 50;

  private static final double GAPS_OVER_MEDIAN = 3;

  private CaseGathering() {}

  /**
   * A case from its files.
   *
   * @throws IOException if the result cannot be read
   */
  static PageCase of(CaseFiles files, Grain grain) throws IOException {
    ResultSheet sheet = ResultSheet.read(files.result());
    List<String> notes = new ArrayList<>(ResultSheet.texts(sheet.ours("events")));
    notes.addAll(ResultSheet.texts(sheet.ours("notes")));
    notes.addAll(ResultSheet.texts(sheet.ours("server", "notes")));
    double gapMillis = gapMillis(sheet);
    CaseStreams streams = CaseStreams.NONE;
    Map<String, Series> server = Map.of();
    try {
      streams = RecordPass.read(files.records(), sheet, grain, Math.round(gapMillis * 1e6));
      server = ServerReadings.of(files.server(), streams.origin(), grain.bins());
    } catch (IOException | IllegalArgumentException e) {
      notes.add("Charts are missing, since records cannot be read: " + e.getMessage());
    }
    return new PageCase(
        sheet,
        ChartCase.of(sheet, streams, server, gapMillis),
        streams,
        Verdict.of(sheet),
        notes.stream().distinct().toList());
  }

  /** A gap is long from three times the median ITL on, and never below 50 ms. */
  private static double gapMillis(ResultSheet sheet) {
    @Nullable Double median = sheet.number(ResultFigures.key("median", "itl"));
    return Numbers.rounded(
        Math.max(LEAST_GAP_MILLIS, median == null ? 0 : GAPS_OVER_MEDIAN * median));
  }
}
