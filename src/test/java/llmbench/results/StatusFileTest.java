// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.Golden;
import llmbench.metrics.KnownAnswer;
import llmbench.plan.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusFileTest {
  @TempDir private Path folder;

  @Test
  void outcomeAndCountsOfEachCaseStandInIt() throws IOException {
    KnownAnswer answer = KnownAnswer.load("plain");
    List<CaseStatus> cases =
        List.of(
            CaseStatus.measured(
                answer.benchCase(),
                RunOutcome.FAILED_REQUESTS,
                folder.resolve("bench_io256x256_mc4_np40.json"),
                answer.metrics(),
                null),
            CaseStatus.notRun(
                new Case(2, 512, 512, 4, 40), RunOutcome.INTERRUPTED, "the run was stopped"));

    Golden.check(
        "results/" + StatusFile.FILE_NAME,
        () ->
            Files.readString(
                StatusFile.write(
                    folder,
                    RunOutcome.INTERRUPTED,
                    "stopped in case 2 of 2",
                    Plans.DATE.plusMillis(789),
                    cases)));
  }
}
