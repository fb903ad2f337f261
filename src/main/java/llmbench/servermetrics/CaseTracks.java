// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All quantities over one case. Not thread-safe. */
final class CaseTracks {
  private final Map<Quantity, Track> tracks = new EnumMap<>(Quantity.class);
  private final ExtraTracks extra;

  /**
   * @param names of further series to keep
   */
  CaseTracks(List<Pattern> names) {
    extra = new ExtraTracks(names);
    for (Quantity quantity : Quantity.values()) {
      tracks.put(quantity, track(quantity));
    }
  }

  private static Track track(Quantity quantity) {
    SeriesFinder finder = new ChosenSource(quantity);
    return switch (quantity.kind()) {
      case SUM -> new GaugeTrack(finder, false);
      case MEAN -> new GaugeTrack(finder, true);
      case COUNTER -> new CounterTrack(finder);
      case HISTOGRAM -> new HistogramTrack(finder);
    };
  }

  /** Takes a scrape. */
  void add(Track.Stage stage, long nanos, List<Reading> readings) {
    tracks.values().forEach(track -> track.add(stage, nanos, readings));
    extra.add(stage, nanos, readings);
  }

  /** What the scrape added last said: quantities by key, histograms as {@code KEY_count, _sum}. */
  Map<String, Double> last() {
    Map<String, Double> values = new LinkedHashMap<>();
    tracks.forEach(
        (quantity, track) ->
            track.last().forEach((suffix, value) -> values.put(quantity.key() + suffix, value)));
    return values;
  }

  /** The same of the further series. */
  Map<String, Double> lastExtra() {
    return extra.last();
  }

  /** The figures of each quantity that was there, by its key. */
  Map<String, Map<String, Object>> figures() {
    Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
    tracks.forEach(
        (quantity, track) -> {
          Map<String, Object> of = track.figures();
          if (!of.isEmpty()) {
            figures.put(quantity.key(), of);
          }
        });
    return figures;
  }

  /** Further series' figures. */
  List<Map<String, Object>> extraFigures() {
    return extra.figures();
  }

  /** Whether further series were left out because there are too many. */
  boolean tooManyExtra() {
    return extra.tooMany();
  }

  /** Keys of an inference server's quantities that were not there. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    tracks.forEach(
        (quantity, track) -> {
          if (quantity.ofServer() && track.figures().isEmpty()) {
            missing.add(quantity.key());
          }
        });
    return missing;
  }

  /** How often a series got smaller, in all. */
  int resets() {
    return tracks.values().stream().mapToInt(Track::resets).sum() + extra.resets();
  }

  /** A counter's track. */
  CounterTrack counter(Quantity quantity) {
    return (CounterTrack) track(quantity, Quantity.Kind.COUNTER);
  }

  /** A gauge's track. */
  GaugeTrack gauge(Quantity quantity) {
    return (GaugeTrack) track(quantity, quantity.kind());
  }

  private Track track(Quantity quantity, Quantity.Kind kind) {
    Track track = tracks.get(quantity);
    if (track == null || quantity.kind() != kind) {
      throw new IllegalArgumentException(quantity.key());
    }
    return track;
  }
}
