// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import llmbench.config.ConfigException;
import llmbench.config.Overrides;
import llmbench.config.PlanReader;
import llmbench.dataset.DatasetException;
import llmbench.plan.Plan;
import llmbench.tokenizer.TokenizerException;
import llmbench.traffic.TrafficException;

/**
 * Keys of {@code config.yaml} that a builder has collected, read by the same reader: names,
 * defaults, rules and messages are the batch's. Immutable.
 *
 * @param place who collected them, for messages, such as {@code prompts("sharegpt")}
 * @param allowed those that have an effect here
 * @param values as JSON has them
 */
record Settings(String place, Set<String> allowed, Map<String, Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double NANOS_PER_SECOND = 1e9;

  /** None yet. */
  static Settings of(String place, Set<String> allowed) {
    return new Settings(place, allowed, Map.of());
  }

  /**
   * The same with one more, or another value of one.
   *
   * @throws IllegalArgumentException if the key has no effect here
   */
  Settings with(String key, Object value) {
    if (!allowed.contains(key)) {
      throw new IllegalArgumentException(
          place + ": expected one of " + new TreeSet<>(allowed) + ", found " + key);
    }
    return with(Map.of(key, value));
  }

  /** The same with some of which it is known that they have an effect. */
  Settings with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Settings(place, allowed, all);
  }

  /** Whether a key was given. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /**
   * What they ask for.
   *
   * @throws IllegalArgumentException with all mistakes, a line each
   */
  Plan plan() {
    Map<String, String> yaml = new LinkedHashMap<>();
    values.forEach((key, value) -> yaml.put(key, json(value)));
    return mended(
        place,
        () ->
            new PlanReader()
                .readPoint(
                    Path.of(PlanReader.NO_FILE),
                    Map.of(),
                    new Overrides(place, yaml),
                    System.getenv()));
  }

  private String json(Object value) {
    Object plain = value;
    if (value instanceof Duration time) {
      plain = time.toNanos() / NANOS_PER_SECOND;
    } else if (value instanceof Path path) {
      plain = path.toString();
    } else if (value instanceof Double number && number.isInfinite()) {
      plain = "inf";
    }
    try {
      return JSON.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          place + ": expected values that JSON has, found " + value.getClass().getName(), e);
    }
  }

  /** What a mistake of the user's says, wherever it was found, with where it was made. */
  static <T> T mended(String place, Supplier<T> made) {
    try {
      return made.get();
    } catch (ConfigException e) {
      String told =
          e.problems().stream()
              .map(each -> each.startsWith(place) ? each : place + " " + each)
              .collect(Collectors.joining("\n"));
      throw new IllegalArgumentException(told, e);
    } catch (DatasetException | TokenizerException | TrafficException e) {
      throw new IllegalArgumentException(place + " " + e.getMessage(), e);
    }
  }
}
