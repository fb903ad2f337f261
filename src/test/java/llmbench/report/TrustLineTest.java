// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;

class TrustLineTest {
  private static final Case CASE = new Case(1, 8, 2, 1, 100);
  private static final MetricSpec SPEC =
      new MetricSpec(Set.of(Metric.TTFT, Metric.E2EL), List.of(50.0, 99.0, 99.0, 99.9), null);

  @Test
  void steadyCaseNamesItsWindowAndWhatItIsTooShortFor() {
    assertThat(line(100))
        .isEqualTo(
            "io8x2_mc1_np100: steady from 0.10 s to 9.90 s (98 requests), output 20.00 [19.62,"
                + " 20.38] tok/s; too few requests for p99 of ttft, e2el (368 needed); too few"
                + " requests for p99.9 of ttft, e2el (3688 needed)\n");
  }

  @Test
  void unsteadyCaseSaysWhy() {
    assertThat(line(10))
        .startsWith(
            "io8x2_mc1_np100: no steady window: too few requests (10 completed, 30 needed); ");
    assertThat(line(0)).isEmpty();
  }

  /** One request after the other, each 100 ms long with two tokens. */
  private static String line(int requests) {
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      double sent = i * 100.0;
      records.add(request(i).sentAt(sent).output(sent + 50, sent + 99).endedAt(sent + 100).build());
    }
    return TrustLine.of(ServingMetrics.of(records, SPEC), SPEC, CASE);
  }
}
