// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import llmbench.Golden;
import llmbench.metrics.KnownAnswer;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;
import llmbench.plan.MetricSpec;
import org.junit.jupiter.api.Test;

class BatchTableTest {
  @Test
  void rowsStandInTheOrderOfTheCasesUnderAlignedHeadings() throws IOException {
    Golden.check(
        "report/batch-table.txt",
        () -> {
          BatchTable table = new BatchTable();
          table.add(
              new Case(1, 256, 256, 1, 40),
              KnownAnswer.load("plain").metrics(),
              AnswerKind.STREAMED);
          table.add(
              new Case(2, 1024, 1024, 16, 160),
              KnownAnswer.load("mixed").metrics(),
              AnswerKind.STREAMED);
          table.add(
              new Case(3, 8, 8, null, 3),
              KnownAnswer.load("all-failed").metrics(),
              AnswerKind.STREAMED);
          return table.text();
        });
  }

  @Test
  void tableWithoutCasesIsEmpty() {
    assertThat(new BatchTable().text()).isEmpty();
  }

  @Test
  void withoutPercentilesTheirColumnsShowADash() {
    BatchTable table = new BatchTable();
    table.add(
        new Case(1, 8, 8, 1, 1),
        ServingMetrics.of(
            List.of(request(0).sentAt(0).output(10).build()),
            new MetricSpec(Set.of(), List.of(), null)),
        AnswerKind.STREAMED);

    assertThat(table.text()).contains("TTFT p-").contains(" - ");
  }
}
