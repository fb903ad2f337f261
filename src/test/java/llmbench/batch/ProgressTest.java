// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import llmbench.live.CaseSoFar;
import llmbench.live.CaseTally;
import llmbench.live.LiveRecords;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final CaseSoFar QUARTER =
      new CaseSoFar("io256x256_mc1_np40", 40, 0, 20, 10, 1, 0, 2560, 2304, 51.2, 83.04);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final CaseTally tally = new CaseTally("case", 2, null, () -> 0);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void lineHasBarCountsEtaRatesAndTtft() {
    assertThat(ProgressLine.within(200, QUARTER))
        .isEqualTo(
            "io256x256_mc1_np40 [#####...............] 10/40 done, 1 failed, ETA 1:00,"
                + " 0.5 req/s, 115 tok/s, TTFT p50 51.2 p99 83.0 ms");
    assertThat(ProgressLine.plain(QUARTER))
        .isEqualTo(
            "io256x256_mc1_np40: 10/40 done, 1 failed, ETA 1:00,"
                + " 0.5 req/s, 115 tok/s, TTFT p50 51.2 p99 83.0 ms");
  }

  @Test
  void lineIsNeverWiderThanTheTerminal() {
    for (int width = 1; width < 200; width++) {
      assertThat(ProgressLine.within(width, QUARTER)).hasSizeLessThanOrEqualTo(width);
    }
    assertThat(ProgressLine.within(110, QUARTER)).contains("[##.......]").endsWith("83.0 ms");
    assertThat(ProgressLine.within(60, QUARTER))
        .isEqualTo("io256x256_mc1_np40 10/40 done, 1 failed, ETA 1:00, 0.5 req/s");
  }

  @Test
  void whatNobodyKnowsYetIsNotSaid() {
    CaseSoFar start = new CaseSoFar("case", 4, 0, 0, 0, 0, 0, 0, 0, Double.NaN, Double.NaN);
    assertThat(ProgressLine.plain(start))
        .isEqualTo("case: 0/4 done, 0 failed, ETA ?, 0.0 req/s, 0 tok/s");
    CaseSoFar timed = new CaseSoFar("case", 4, 7200, 60, 9, 0, 2, 0, 0, Double.NaN, Double.NaN);
    assertThat(ProgressLine.plain(timed))
        .startsWith("case: 9 done, 0 failed, 2 cancelled, ETA 1:59:00, ");
  }

  @Test
  void onATerminalOneLineIsRedrawnAndTakenAway() {
    Progress progress = new Progress(out, Progress.Style.REDRAWN, tally, 30);
    progress.second();
    tally.ended(LiveRecords.completed(5, 6));
    progress.second();
    progress.close();
    progress.second();
    assertThat(printed())
        .isEqualTo(
            "\rcase 0/2 done, 0 failed, ETA ?\rcase 1/2 done, 0 failed, ETA 0\r"
                + " ".repeat(30)
                + "\r");
  }

  @Test
  void elsewhereThereIsALineEachTenSeconds() {
    Progress progress = new Progress(out, Progress.Style.LINES, tally, 0);
    for (int i = 0; i < 29; i++) {
      progress.second();
    }
    progress.close();
    assertThat(printed().lines()).hasSize(2).allMatch(line -> line.startsWith("case: 0/2 done, "));
  }

  @Test
  void quietShowsNothing() {
    Progress progress = new Progress(out, Progress.Style.NONE, tally, 0);
    for (int i = 0; i < 10; i++) {
      progress.second();
    }
    progress.close();
    assertThat(printed()).isEmpty();
  }
}
