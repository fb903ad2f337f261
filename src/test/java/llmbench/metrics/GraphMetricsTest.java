// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import llmbench.recording.Outcome;
import llmbench.recording.RequestSession;
import org.junit.jupiter.api.Test;

class GraphMetricsTest {
  private static Requests call(String graph, String id, double sent, double end) {
    return request(0)
        .sentAt(sent)
        .output(end)
        .endedAt(end)
        .session(RequestSession.ofCall(graph, id));
  }

  @Test
  void aGraphLastsFromItsFirstCallsDueTimeToItsLastEnd() {
    GraphMetrics metrics =
        GraphMetrics.of(
            List.of(
                call("g", "c", 400, 500).build(),
                call("g", "a", 10, 100).dueAt(0).build(),
                call("g", "b", 50, 200).build(),
                call("h", "a", 1000, 1200).build(),
                request(9).sentAt(0).output(1).build()),
            Map.of("g", 3, "h", 1));
    assertThat(metrics.completed()).isEqualTo(2);
    assertThat(metrics.graphMillis().max()).isEqualTo(500);
    assertThat(metrics.graphMillis().min()).isEqualTo(200);
    assertThat(metrics.modelMillis().max()).isEqualTo(290);
    assertThat(metrics.callMillis().count()).isEqualTo(4);
    assertThat(metrics.callMillis().mean()).isEqualTo(135);
    assertThat(metrics.callsPerGraph().mean()).isEqualTo(2);
    assertThat(metrics.failed() + metrics.unfinished() + metrics.callsNotRun()).isZero();
  }

  @Test
  void failedAndUnfinishedGraphsHaveNoLatency() {
    GraphMetrics metrics =
        GraphMetrics.of(
            List.of(
                call("g", "a", 0, 10).build(),
                call("g", "b", 20, 30).sentAgain().failed(Outcome.CUT, 200, "x").build(),
                call("g", "b", 40, 50).attempt(1).failed(Outcome.CUT, 200, "x").build(),
                call("h", "a", 0, 10).build()),
            Map.of("g", 5, "h", 2));
    assertThat(metrics.completed()).isZero();
    assertThat(metrics.failed()).isEqualTo(1);
    assertThat(metrics.unfinished()).isEqualTo(1);
    assertThat(metrics.callsCompleted()).isEqualTo(2);
    assertThat(metrics.callsFailed()).isEqualTo(1);
    assertThat(metrics.callsNotRun()).isEqualTo(4);
    assertThat(metrics.graphMillis().count()).isZero();
  }

  @Test
  void aCallThatTheClientCutLeavesItsGraphUnfinished() {
    GraphMetrics metrics =
        GraphMetrics.of(
            List.of(
                call("g", "a", 0, 10).build(),
                call("g", "b", 20, 30).failed(Outcome.CANCELLED, 200, "x").build(),
                call("h", "a", 0, 10).failed(Outcome.INTERRUPTED, 200, "x").build()),
            Map.of("g", 2, "h", 1));
    assertThat(metrics.failed()).isZero();
    assertThat(metrics.callsFailed()).isZero();
    assertThat(metrics.unfinished()).isEqualTo(2);
    assertThat(metrics.callsCompleted()).isEqualTo(1);
  }
}
