// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a case's scrapes said, a line of JSON each, as {@code docs/records.md} has it. Every line is
 * handed to the operating system at once.
 */
final class SeriesFile implements Closeable {
  /** Rises when an older reader would misread a file. */
  static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedWriter writer;
  private final long anchorNanos;

  /**
   * Creates the file and its folder, or empties the file that is there.
   *
   * @param anchorEpochMillis wall-clock time of the anchor
   * @param anchorNanos the monotonic clock at the anchor
   * @throws IOException if it cannot be written
   */
  SeriesFile(
      Path file, String caseName, long anchorEpochMillis, long anchorNanos, List<String> urls)
      throws IOException {
    this.anchorNanos = anchorNanos;
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("format", "llmbench-server");
    header.put("version", FORMAT_VERSION);
    header.put("case", caseName);
    header.put("anchor_epoch_ms", anchorEpochMillis);
    header.put("urls", urls);
    write(header);
  }

  /** Appends a scrape. */
  void add(
      Track.Stage stage,
      Scraper.Scrape scrape,
      Map<String, Double> values,
      Map<String, Double> extra)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", scrape.sentNanos() - anchorNanos);
    line.put("took", scrape.tookNanos());
    line.put("stage", stage.name().toLowerCase(Locale.ROOT));
    line.put("values", values);
    if (!extra.isEmpty()) {
      line.put("extra", extra);
    }
    if (!scrape.problems().isEmpty()) {
      line.put("problems", scrape.problems());
    }
    write(line);
  }

  private void write(Map<String, Object> line) throws IOException {
    writer.write(JSON.writeValueAsString(line));
    writer.write('\n');
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
