// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import llmbench.plan.RepeatSpec;
import llmbench.results.RepeatedCase;
import org.junit.jupiter.api.Test;

class RepeatsTableTest {
  @Test
  void aRowForEachCaseInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      List<RepeatedCase> cases =
          List.of(
              RepeatedCase.of(
                  new Case(1, 8, 4, 1, 10),
                  List.of(Map.of("mean_ttft_ms", 10.0), Map.of("mean_ttft_ms", 10.2)),
                  List.of()),
              RepeatedCase.of(new Case(2, 128, 4, 1, 10), List.of(), List.of("x")));
      assertThat(RepeatsTable.of(cases).lines().map(line -> line.replaceAll(" +", " ")))
          .containsExactly(
              "case over its runs: mean ±95 % half width (CV) runs req/s output tok/s TTFT mean"
                  + " TPOT mean E2EL mean",
              "io8x4_mc1_np10 2 - - 10.10 ±1.27 (1.40%) - -", "io128x4_mc1_np10 0 - - - - -");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noCasesNoTable() {
    assertThat(RepeatsTable.of(List.of())).isEmpty();
  }

  @Test
  void enoughNamesFigureAndRuns() {
    assertThat(
            RepeatsTable.enough(
                "io8x4_mc1_np10",
                new RepeatSpec.Until("mean_ttft_ms", 0.05, 20),
                RepeatStats.of(List.of(10.0, 10.1, 10.2))))
        .isEqualTo(
            "io8x4_mc1_np10: mean_ttft_ms is 10.10 ±0.25 (0.99%) after 3 runs; no further run is"
                + " needed");
  }
}
