// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.config.PlanReader;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.StreamTally;
import llmbench.plan.Plan;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustTest {
  private static final List<Double> PERCENTILES = List.of(99.0);

  private static Plan plan(String options) {
    return new PlanReader().readText(java.nio.file.Path.of("test"), options, Map.of(), Map.of());
  }

  private static Map<String, Object> complete(
      Map<String, Object> sections, List<RequestRecord> records, Plan plan) {
    StreamTally tally = new StreamTally();
    records.forEach(tally::add);
    Trust.complete(
        sections, ServingMetrics.of(records, plan.metrics()), tally.figures(PERCENTILES), plan);
    return sections;
  }

  /** Requests with a TTFT of 10 ms and a gap of 2 ms, sent so late. */
  private static List<RequestRecord> requests(double lateMillis) {
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double due = 100.0 * i;
      double sent = due + lateMillis;
      records.add(
          request(i)
              .sentAt(sent)
              .dueAt(due)
              .output(sent + 10, sent + 12)
              .endedAt(sent + 12)
              .build());
    }
    return records;
  }

  private static Map<String, Object> measured() {
    Map<String, Object> floor = new LinkedHashMap<>();
    floor.put("ttft_ms", Map.of("percentiles", Map.of("50", 3.0, "99", 4.0, "100", 9.0)));
    floor.put("itl_ms", Map.of("percentiles", Map.of("50", 0.7, "99.9", 0.6)));
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("client", new LinkedHashMap<>(Map.of("noise_floor", floor)));
    sections.put("network", Map.of("start", trip(2), "end", trip(4)));
    sections.put("suspect", List.of("measured"));
    return sections;
  }

  private static Map<String, Object> trip(double millis) {
    return Map.of("round_trip_ms", millis);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  @Test
  void figuresBelowThreeTimesTheFloorAreMarked() {
    Map<String, Object> sections = complete(measured(), requests(0), plan("num_prompts: 20"));
    // TTFT 10: median not below 9, p99 below 12. ITL 2: median below 2.1, p99 not below 3 x 0.6.
    assertThat(map(sections.get("client")).get("near_floor"))
        .isEqualTo(List.of("p99_ttft_ms", "median_itl_ms"));
    assertThat(sections.get("suspect")).isEqualTo(List.of("measured"));
    assertThat(sections).doesNotContainKey("network_adjusted");
  }

  @Test
  void theNetworkIsTakenOffOnlyWhereAskedFor() {
    Plan plan = plan("network_adjusted: true");
    Map<?, ?> adjusted = map(complete(measured(), requests(0), plan).get("network_adjusted"));
    assertThat(adjusted.get("round_trip_ms")).isEqualTo(3.0);
    assertThat(adjusted.get("mean_ttft_ms"))
        .isInstanceOfSatisfying(Double.class, mean -> assertThat(mean).isCloseTo(7, within(1e-9)));
    assertThat(adjusted.containsKey("mean_itl_ms")).isFalse();
  }

  @Test
  void requestsSentLateAreSuspect() {
    Map<String, Object> sections = complete(measured(), requests(11), plan("num_prompts: 20"));
    assertThat((List<?>) sections.get("suspect"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("schedule lag p99 (ms): 11.0, limit 10.0");
    assertThat((List<?>) complete(measured(), requests(9), plan("")).get("suspect")).hasSize(1);
  }

  @Test
  void withoutMeasurementsNothingIsMarked() {
    Map<String, Object> sections =
        complete(new LinkedHashMap<>(), List.of(), plan("network_adjusted: true"));
    assertThat(sections).containsOnlyKeys("suspect");
    assertThat((List<?>) sections.get("suspect")).isEmpty();
  }
}
