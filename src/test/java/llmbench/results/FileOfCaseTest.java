// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;

class FileOfCaseTest {
  private static final Case FIRST = new Case(1, null, null, 1, Case.ALL);
  private static final Case SECOND = new Case(2, null, null, 4, 40);

  private static Plan plan(Case... cases) {
    return Plans.of(new MetricSpec(EnumSet.of(Metric.TTFT), List.of(99.0), null), FIRST)
        .in(Path.of("out"))
        .context()
        .plan()
        .withCases(List.of(cases));
  }

  @Test
  void theOnlyCaseWritesTheFileThatWasNamed() {
    assertThat(FileOfCase.of(Path.of("said.json"), plan(FIRST), FIRST))
        .isEqualTo(Path.of("out/said.json"));
    assertThat(FileOfCase.of(Path.of("/elsewhere/said.json"), plan(FIRST), FIRST))
        .isEqualTo(Path.of("/elsewhere/said.json"));
    assertThat(FileOfCase.of(null, plan(FIRST), FIRST)).isNull();
  }

  @Test
  void eachOfSeveralHasItsNameBeforeTheEnding() {
    Plan both = plan(FIRST, SECOND);
    assertThat(FileOfCase.of(Path.of("a.b/said.json"), both, SECOND))
        .isEqualTo(Path.of("out/a.b/said_mc4_np40.json"));
    assertThat(FileOfCase.of(Path.of("said"), both, FIRST))
        .isEqualTo(Path.of("out/said_mc1_npall"));
  }
}
