// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The noise floor and how it was measured.
 *
 * @param floor null if it could not be measured
 * @param whyNot the reason then, for people
 * @param settings streams, engine, time of the warm-up
 */
public record ClientFloor(
    @Nullable NoiseFloor floor, @Nullable String whyNot, Map<String, Object> settings) {

  static ClientFloor none(String whyNot) {
    return new ClientFloor(null, whyNot, Map.of());
  }

  /** For the result's {@code llmbench.client.noise_floor}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (floor == null) {
      members.put("not_measured", whyNot);
      return members;
    }
    members.putAll(floor.figures());
    members.putAll(settings);
    return members;
  }

  /** One line for the console. */
  public String line() {
    if (floor == null) {
      return "Client noise floor: not measured: " + whyNot;
    }
    return String.format(
        Locale.ROOT,
        "Client noise floor at %s streams: TTFT p50 %.3f p99 %.3f max %.3f ms,"
            + " ITL p50 %.3f p99 %.3f max %.3f ms (engine: %s)",
        settings.get("streams"),
        NoiseFloor.percentile(floor.ttftMillis(), 50),
        NoiseFloor.percentile(floor.ttftMillis(), 99),
        NoiseFloor.percentile(floor.ttftMillis(), 100),
        NoiseFloor.percentile(floor.itlMillis(), 50),
        NoiseFloor.percentile(floor.itlMillis(), 99),
        NoiseFloor.percentile(floor.itlMillis(), 100),
        settings.get("engine"));
  }
}
