// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One series that the user asked for by name ({@code server_metrics_names}). */
final class ExtraSeries implements SeriesFinder {
  private final int endpoint;
  private final Sample first;
  private final boolean counter;

  ExtraSeries(int endpoint, Sample first, boolean counter) {
    this.endpoint = endpoint;
    this.first = first;
    this.counter = counter;
  }

  /** A track of it. */
  Track track() {
    return counter ? new CounterTrack(this) : new GaugeTrack(this, false);
  }

  @Override
  public List<Found> find(List<Reading> readings, String suffix) {
    List<Found> found = new ArrayList<>();
    for (Reading reading : readings) {
      if (reading.endpoint() == endpoint) {
        for (Sample sample : reading.exposition().named(first.name())) {
          if (sample.labels().equals(first.labels()) && Double.isFinite(sample.value())) {
            found.add(new Found(endpoint, first.series(), sample, sample.value()));
          }
        }
      }
    }
    return found;
  }

  @Override
  public void describe(Map<String, Object> figures) {
    figures.put("endpoint", endpoint);
    figures.put("name", first.name());
    figures.put("labels", first.labels());
  }
}
