// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.gatling.StreamCapture;
import llmbench.gatling.StreamEnd;
import llmbench.recording.ChunkKind;
import org.jspecify.annotations.Nullable;

/**
 * The client's own error against the exact engine's record, in ms and never negative.
 *
 * <p>Of TTFT: from starting the request's clock to handing it to the socket, and from the engine's
 * write of the first token to the client's stamp of it. What the network and the server do between
 * is left out. Of ITL: the difference of each gap from the engine's gap between the same tokens.
 *
 * @param ttftMillis errors of TTFT, one a request, ascending
 * @param itlMillis errors of ITL, one a gap, ascending
 */
record NoiseFloor(double[] ttftMillis, double[] itlMillis) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double PERCENT = 100;

  /** What figures are set against; one in between is set against the next higher. */
  private static final List<String> KEPT_PERCENTILES =
      List.of("1", "5", "10", "25", "50", "75", "90", "95", "99", "99.9", "100");

  /** Sorts what was measured; arrays are taken over. */
  NoiseFloor {
    Arrays.sort(ttftMillis);
    Arrays.sort(itlMillis);
  }

  /**
   * Compares the client's times with the engine's.
   *
   * @param ends completed requests; those that the engine does not know are passed over
   * @param written when the engine wrote each token, by request id, of the same clock
   */
  static NoiseFloor of(List<StreamEnd> ends, Map<String, long[]> written) {
    List<Compared> compared =
        ends.stream()
            .map(end -> compared(end, written.get(end.request().requestId())))
            .flatMap(Optional::stream)
            .toList();
    double[] ttft = new double[compared.size()];
    double[] itl = new double[compared.stream().mapToInt(each -> each.truth.length - 1).sum()];
    int filled = 0;
    for (int i = 0; i < ttft.length; i++) {
      StreamEnd end = compared.get(i).end;
      long[] truth = compared.get(i).truth;
      long[] seen = outputs(end);
      ttft[i] =
          Math.max(0, end.writtenNanos() - end.sentNanos() + seen[0] - truth[0]) / NANOS_PER_MILLI;
      for (int k = 1; k < seen.length; k++) {
        long error = seen[k] - seen[k - 1] - (truth[k] - truth[k - 1]);
        itl[filled++] = Math.abs(error) / NANOS_PER_MILLI;
      }
    }
    return new NoiseFloor(ttft, itl);
  }

  /** A request, and when the engine wrote each of its tokens. */
  private record Compared(StreamEnd end, long[] truth) {}

  private static Optional<Compared> compared(StreamEnd end, long @Nullable [] truth) {
    return truth != null
            && end.outcome().completed()
            && truth.length > 0
            && truth.length == end.capture().outputChunks()
        ? Optional.of(new Compared(end, truth))
        : Optional.empty();
  }

  private static long[] outputs(StreamEnd end) {
    StreamCapture capture = end.capture();
    long[] nanos = new long[capture.outputChunks()];
    int n = 0;
    for (int i = 0; i < capture.chunkCount(); i++) {
      if (ChunkKind.isOutput(capture.chunkKind(i))) {
        nanos[n++] = end.sentNanos() + capture.chunkNanos(i);
      }
    }
    return nanos;
  }

  /** Requests compared. */
  int requests() {
    return ttftMillis.length;
  }

  /**
   * A percentile of the errors of TTFT or ITL, nearest rank from above, so never too good.
   *
   * @param sorted {@link #ttftMillis} or {@link #itlMillis}
   * @param percentile in [0, 100]
   * @return NaN if nothing was compared
   */
  static double percentile(double[] sorted, double percentile) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percentile / PERCENT * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }

  /** p50, p99 and max of both, by the names of the result; empty if nothing was compared. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (requests() > 0) {
      figures.put("ttft_ms", figures(ttftMillis));
      figures.put("itl_ms", figures(itlMillis));
    }
    return figures;
  }

  private static Map<String, Object> figures(double[] sorted) {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (sorted.length > 0) {
      figures.put("p50", percentile(sorted, 50));
      figures.put("p99", percentile(sorted, 99));
      figures.put("max", percentile(sorted, PERCENT));
      figures.put("samples", sorted.length);
      Map<String, Object> percentiles = new LinkedHashMap<>();
      for (String rank : KEPT_PERCENTILES) {
        percentiles.put(rank, percentile(sorted, Double.parseDouble(rank)));
      }
      figures.put("percentiles", percentiles);
    }
    return figures;
  }
}
