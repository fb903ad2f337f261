// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import llmbench.metrics.Requests;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.MetricSpec;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

class CaseHeadlineTest {
  private static final Case CASE = new Case(1, 256, 256, 1, 3);

  @Test
  void nothingToSayIsNoLine() {
    assertThat(headline(false, request(0).sentAt(0).output(1))).isEmpty();
  }

  @Test
  void failuresAreNamedByKindWithAnExample() {
    String line =
        headline(
            false,
            request(0).failed(Outcome.HTTP_ERROR, 500, "overloaded"),
            request(1).failed(Outcome.HTTP_ERROR, 500, "again"),
            request(2).failed(Outcome.CUT, 0, null),
            request(3).sentAt(0).output(1));

    assertThat(line)
        .isEqualTo(
            "io256x256_mc1_np3: 3 of 4 requests failed: 2 http_error 500 (overloaded), 1 cut\n");
  }

  @Test
  void simulatorIsNamedOnTheSameLine() {
    assertThat(headline(true, request(0).failed(Outcome.EMPTY, 200, null)))
        .isEqualTo(
            "io256x256_mc1_np3: all 1 requests failed: 1 empty 200; measured against the embedded"
                + " simulator, not against an inference engine\n");
    assertThat(headline(true, request(0).sentAt(0).output(1)).lines()).hasSize(1);
  }

  @Test
  void answersThatAreVerifiedAndWrongCountAsFailed() {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(99.0), null);
    ServingMetrics metrics =
        ServingMetrics.of(
            List.of(
                request(0).sentAt(0).output(1).correct(false).build(),
                request(1).sentAt(0).output(1).correct(true).build()),
            spec);
    assertThat(CaseHeadline.of(metrics, CASE, false, 1))
        .isEqualTo(
            "io256x256_mc1_np3: 1 of 2 answers that were verified are not the data's: they count as"
                + " failed\n");
    assertThat(CaseHeadline.of(metrics, CASE, false, 0))
        .isEqualTo("io256x256_mc1_np3: 1 of 2 answers that were checked are right\n");
  }

  @Test
  void serversTextStaysOnTheLineAndIsCut() {
    String line =
        headline(
            false,
            request(0).failed(Outcome.HTTP_ERROR, 502, "<html>\r\n\u001b[2J" + "x".repeat(999)));

    assertThat(line).hasSizeLessThan(220).endsWith("xxx...)\n").contains("(<html> [2Jxxx");
    assertThat(line.lines()).hasSize(1);
  }

  private static String headline(boolean simulated, Requests... requests) {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(99.0), null);
    return CaseHeadline.of(
        ServingMetrics.of(Arrays.stream(requests).map(Requests::build).toList(), spec),
        CASE,
        simulated,
        0);
  }
}
