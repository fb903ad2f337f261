// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a case's server said of itself over time: {@code results/server/<case>.jsonl}. */
final class ServerReadings {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Gauges that are drawn. */
  private static final List<String> GAUGES =
      List.of("running", "waiting", "kv_cache_usage", "gpu_use", "gpu_power");

  /** A counter that is drawn by how much it grew per second. */
  private static final String GENERATED = "generation_tokens";

  private final Map<String, List<double[]>> points = new LinkedHashMap<>();
  private final long origin;
  private double[] before = {Double.NaN, 0};

  private ServerReadings(long origin) {
    this.origin = origin;
  }

  /**
   * Reads the series.
   *
   * @param origin what times count from, on the records' clock
   * @param most points of each series at most, but for the extremes of each stretch
   * @return seconds and values of each quantity that was there; empty without such a file
   * @throws IOException if the file cannot be read
   */
  static Map<String, Series> of(Path file, long origin, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    ServerReadings readings = new ServerReadings(origin);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        readings.add(line);
      }
    }
    Map<String, Series> series = new LinkedHashMap<>();
    readings.points.forEach((quantity, values) -> series.put(quantity, Series.of(values, most)));
    return series;
  }

  private void add(String line) {
    JsonNode reading;
    try {
      reading = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return; // the last line of a run that was killed
    }
    if (!reading.path("at").isNumber()) {
      return;
    }
    double seconds = (reading.path("at").asLong() - origin) / 1e9;
    JsonNode values = reading.path("values");
    for (String gauge : GAUGES) {
      if (values.path(gauge).isNumber()) {
        add(gauge, seconds, values.path(gauge).asDouble());
      }
    }
    if (values.path(GENERATED).isNumber()) {
      double[] now = {seconds, values.path(GENERATED).asDouble()};
      // A counter that became smaller began anew.
      if (now[0] > before[0] && now[1] >= before[1]) {
        add("generated_per_s", seconds, (now[1] - before[1]) / (now[0] - before[0]));
      }
      before = now;
    }
  }

  private void add(String quantity, double seconds, double value) {
    points.computeIfAbsent(quantity, key -> new ArrayList<>()).add(new double[] {seconds, value});
  }
}
