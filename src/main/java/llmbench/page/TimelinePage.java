// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.PlotSpec;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.results.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A case's timeline, as vLLM's {@code --plot-timeline} ({@code
 * vllm/benchmarks/plot.py:generate_timeline_plot}): for each completed request a bar of its TTFT,
 * then its gaps, coloured by two thresholds. Gaps of one colour that follow each other are one bar.
 */
public final class TimelinePage {
  /** What its file's name ends in, as vLLM's. */
  public static final String ENDING = ".timeline.html";

  /** Bars of requests at most: more are thinned out evenly by their prompts' numbers. */
  static final int MOST = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TimelinePage() {}

  static Path write(CaseFiles files, PlotSpec spec) throws IOException {
    ResultSheet sheet = ResultSheet.read(files.result());
    int stride = Math.max(1, (sheet.completed() + sheet.failed() + MOST - 1) / MOST);
    List<Object> rows = new ArrayList<>();
    long begin = Long.MAX_VALUE;
    try (RecordReader reader = RecordReader.open(files.records())) {
      for (@Nullable RequestRecord next = reader.read(); next != null; next = reader.read()) {
        begin = Math.min(begin, next.sentNanos());
        StreamOf stream = StreamOf.of(next);
        if (next.last() && stream.completed() && next.index() % stride == 0) {
          rows.add(row(next, stream, spec));
        }
      }
    }
    Map<String, Object> view =
        Map.of(
            "name", sheet.name(),
            "shown", rows.size(),
            "completed", sheet.completed(),
            "short", Numbers.shown(spec.shortMillis()),
            "long", Numbers.shown(spec.longMillis()));
    Map<String, Object> bars = new LinkedHashMap<>();
    bars.put("begin", begin == Long.MAX_VALUE ? 0 : begin);
    bars.put("rows", rows);
    String data = JSON.writeValueAsString(bars);
    String html = PageText.of("timeline", List.of("timeline.js"), view, data);
    Path file = Pictures.beside(files.result(), ENDING);
    AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
    return file;
  }

  /** Index, send (ns), TTFT (ms), then colour and length (ms) of each stretch of gaps. */
  private static List<Object> row(RequestRecord request, StreamOf stream, PlotSpec spec) {
    List<Object> row = new ArrayList<>();
    row.add(request.index());
    row.add(request.sentNanos());
    row.add(millis(stream.first() - request.sentNanos()));
    long[] at = stream.outputNanos();
    int colour = -1;
    long since = stream.first();
    for (int i = 1; i < at.length; i++) {
      double gap = (at[i] - at[i - 1]) / 1e6;
      int its = gap < spec.shortMillis() ? 0 : gap < spec.longMillis() ? 1 : 2;
      if (its != colour && colour >= 0) {
        row.add(colour);
        row.add(millis(at[i - 1] - since));
        since = at[i - 1];
      }
      colour = its;
    }
    if (colour >= 0) {
      row.add(colour);
      row.add(millis(at[at.length - 1] - since));
    }
    return row;
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 1e4) / 1e2;
  }
}
