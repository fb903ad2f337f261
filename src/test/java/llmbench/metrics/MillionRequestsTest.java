// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;

/** The test JVM has 1 GB: this passes only while records are not kept. */
class MillionRequestsTest {
  private static final int REQUESTS = 1_000_000;
  private static final int TOKENS = 20;

  @Test
  void millionRequestsOfTwentyTokensFitInOneGigabyte() {
    Iterable<RequestRecord> records =
        () -> IntStream.range(0, REQUESTS).mapToObj(MillionRequestsTest::request).iterator();

    ServingMetrics metrics =
        ServingMetrics.of(
            records,
            new MetricSpec(
                Set.of(),
                List.of(50.0, 99.0),
                null,
                List.of(new GoodputSet("smooth", Map.of(Metric.ITL, 30.0))),
                Duration.ofSeconds(10),
                false));

    assertThat(metrics.figures().completed()).isEqualTo(REQUESTS);
    assertThat(metrics.figures().totalOutputTokens()).isEqualTo((long) REQUESTS * TOKENS);
    LatencyStats itl = metrics.figures().latency(Metric.ITL);
    assertThat(itl.count()).isEqualTo((long) REQUESTS * (TOKENS - 1));
    assertThat(itl.meanMillis()).isCloseTo(20, within(1e-9));
    assertThat(metrics.further().steady().figures()).isNotNull();
    assertThat(metrics.further().slices()).hasSize(101);
    assertThat(metrics.requests().itlSeconds(REQUESTS - 1)).hasSize(TOKENS - 1);
  }

  /** Gaps of 11, 12, … 29 ms: 20 ms on average. */
  private static RequestRecord request(int index) {
    Requests request = Requests.request(index).sentAt(index);
    double at = index + 100;
    for (int token = 0; token < TOKENS; token++) {
      request.output(at);
      at += 11 + token;
    }
    return request.build();
  }
}
