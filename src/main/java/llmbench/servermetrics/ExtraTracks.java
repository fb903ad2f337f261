// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The series that the user asked for by name, as they turn up: at most 500. */
final class ExtraTracks {
  private static final int MOST = 500;

  private final List<Pattern> names;
  private final Map<String, Track> tracks = new LinkedHashMap<>();
  private boolean tooMany;

  /**
   * @param names matched against a metric's whole name
   */
  ExtraTracks(List<Pattern> names) {
    this.names = names;
  }

  void add(Track.Stage stage, long nanos, List<Reading> readings) {
    if (names.isEmpty()) {
      return;
    }
    for (Reading reading : readings) {
      reading.exposition().byName().forEach((name, samples) -> watch(reading, name, samples));
    }
    tracks.values().forEach(track -> track.add(stage, nanos, readings));
  }

  private void watch(Reading reading, String name, List<Sample> samples) {
    if (names.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
      return;
    }
    boolean counter = reading.exposition().counter(name);
    for (Sample sample : samples) {
      String key = reading.endpoint() + " " + sample.series();
      if (!tracks.containsKey(key)) {
        if (tracks.size() < MOST) {
          tracks.put(key, new ExtraSeries(reading.endpoint(), sample, counter).track());
        } else {
          tooMany = true;
        }
      }
    }
  }

  /** Whether there were more than are kept. */
  boolean tooMany() {
    return tooMany;
  }

  /** Last values by endpoint's index, name and labels. */
  Map<String, Double> last() {
    Map<String, Double> values = new LinkedHashMap<>();
    tracks.forEach((key, track) -> track.last().values().forEach(value -> values.put(key, value)));
    return values;
  }

  /** The figures of each, in the order in which they turned up. */
  List<Map<String, Object>> figures() {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Track track : tracks.values()) {
      Map<String, Object> of = track.figures();
      if (!of.isEmpty()) {
        figures.add(of);
      }
    }
    return figures;
  }

  int resets() {
    return tracks.values().stream().mapToInt(Track::resets).sum();
  }
}
