// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import llmbench.metrics.RequestSamples;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Metric;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes an HdrHistogram log of each metric: {@code hdr/CASE.METRIC.hlog} in the result folder, one
 * interval over the whole case. Values are nanoseconds of completed requests, to three digits; the
 * interval's largest value stands in milliseconds, as HdrHistogram's tools take it.
 */
final class HistogramLogs {
  private static final String FOLDER = "hdr";
  private static final int DIGITS = 3;
  private static final List<Metric> METRICS =
      List.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.E2EL);

  private HistogramLogs() {}

  /**
   * Writes the logs, or replaces them.
   *
   * @throws IOException naming the file, if one could not be written
   */
  static void write(ServingMetrics metrics, ResultContext context) throws IOException {
    Path folder = context.plan().output().resultDir().resolve(FOLDER);
    Files.createDirectories(folder);
    for (Metric metric : METRICS) {
      if (!context.plan().metrics().answers().has(metric)) {
        continue;
      }
      Histogram histogram = histogram(metrics.requests(), metric);
      long endMillis = context.date().toInstant().toEpochMilli();
      histogram.setStartTimeStamp(endMillis - Math.round(metrics.durationSeconds() * 1000));
      histogram.setEndTimeStamp(endMillis);
      String name = context.benchCase().name() + "." + metric.key() + ".hlog";
      AtomicFile.write(folder.resolve(name), out -> write(out, histogram));
    }
  }

  private static void write(OutputStream out, Histogram histogram) {
    HistogramLogWriter writer = new HistogramLogWriter(out);
    writer.outputComment("[llmbench: nanoseconds]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(histogram.getStartTimeStamp());
    writer.setBaseTime(histogram.getStartTimeStamp());
    writer.outputLegend();
    writer.outputIntervalHistogram(histogram);
  }

  private static Histogram histogram(RequestSamples requests, Metric metric) {
    Histogram histogram = new Histogram(DIGITS);
    IntConsumer add = adder(requests, metric, histogram);
    for (int request = 0; request < requests.size(); request++) {
      if (requests.completed(request)) {
        add.accept(request);
      }
    }
    return histogram;
  }

  private static IntConsumer adder(RequestSamples requests, Metric metric, Histogram histogram) {
    return switch (metric) {
      case TTFT -> request -> record(histogram, requests.ttftSeconds(request));
      case E2EL -> request -> record(histogram, requests.latencySeconds(request));
      case ITL ->
          request -> {
            for (double gap : requests.itlSeconds(request)) {
              record(histogram, gap);
            }
          };
      case TPOT ->
          request -> {
            int tokens = requests.outputTokens(request);
            if (tokens > 1) {
              double decoding = requests.latencySeconds(request) - requests.ttftSeconds(request);
              record(histogram, decoding / (tokens - 1));
            }
          };
      default ->
          throw new IllegalArgumentException(
              "no histogram of " + metric.name().toLowerCase(Locale.ROOT));
    };
  }

  private static void record(Histogram histogram, double seconds) {
    histogram.recordValue(Math.max(0, Math.round(seconds * 1e9)));
  }
}
