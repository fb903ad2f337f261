// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name under which a quantity is found: the first that is there, and then always the same. */
final class ChosenSource implements SeriesFinder {
  private final Quantity quantity;
  private @Nullable Source chosen;

  ChosenSource(Quantity quantity) {
    this.quantity = quantity;
  }

  @Override
  public List<Found> find(List<Reading> readings, String suffix) {
    Source source = chosen == null ? choose(readings, suffix) : chosen;
    chosen = source;
    List<Found> found = new ArrayList<>();
    if (source != null) {
      for (Reading reading : readings) {
        if (asked(reading)) {
          for (Sample sample : source.in(reading.exposition(), suffix)) {
            double value = sample.value() * source.factor();
            if (Double.isFinite(value)) {
              String series = reading.endpoint() + " " + sample.series();
              found.add(new Found(reading.endpoint(), series, sample, value));
            }
          }
        }
      }
    }
    return found;
  }

  private @Nullable Source choose(List<Reading> readings, String suffix) {
    for (Source source : quantity.sources()) {
      for (Reading reading : readings) {
        if (asked(reading) && !source.in(reading.exposition(), suffix).isEmpty()) {
          return source;
        }
      }
    }
    return null;
  }

  private boolean asked(Reading reading) {
    return reading.own() || !quantity.ofProcess();
  }

  @Override
  public void describe(Map<String, Object> figures) {
    if (chosen != null) {
      figures.put("source", chosen.shown());
      figures.put("unit", quantity.unit());
    }
  }
}
