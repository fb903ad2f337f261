// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import llmbench.metrics.Requests;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.AnswerKind;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.Test;

class WorkloadTableTest {

  @Test
  void eachClassHasARow() {
    ServingMetrics metrics =
        ServingMetrics.of(
            List.of(
                Requests.request(0).sentAt(0).output(5, 10).of("chat", 5.0, null).build(),
                Requests.request(1).sentAt(0).output(9, 500).of("batch", null, null).build(),
                Requests.request(2)
                    .sentAt(0)
                    .failed(Outcome.CUT, 200, "cut")
                    .endedAt(7)
                    .of("chat", 5.0, null)
                    .build()),
            new MetricSpec(Set.of(Metric.TTFT), List.of(50.0, 99.0), null));
    assertThat(WorkloadTable.of(metrics.further().workloads(), AnswerKind.STREAMED))
        .isEqualTo(
            """
            class (latencies in ms)  completed  failed  req/s  output tok/s  TTFT mean  TTFT p99  TPOT mean  ITL p99  E2EL mean  goodput req/s  met SLO
            batch                            1       0   2.00          4.00       9.00      9.00     491.00   491.00     500.00              -        -
            chat                             1       1   2.00          4.00       5.00      5.00       5.00     5.00      10.00           2.00   50.00%
            """);
  }

  @Test
  void withoutClassesThereIsNone() {
    assertThat(WorkloadTable.of(List.of(), AnswerKind.STREAMED)).isEmpty();
  }
}
