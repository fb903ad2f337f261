// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KilledRunTest {
  private static final int RECORDS = 500;

  @TempDir Path folder;

  @Test
  void killedJvmLosesNoLineThatWasWritten() throws Exception {
    Path file = folder.resolve("case.jsonl");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(9);
    assertThat(RecordLogTest.readAll(file)).hasSize(RECORDS);
  }

  /** Writes records and dies without closing anything, as by a signal 9. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      RecordLog<RequestRecord> log = RecordLog.open(Path.of(args[0]), RecordLogTest.HEADER);
      for (int i = 0; i < RECORDS; i++) {
        log.append(RandomRecords.completed(i, 50));
      }
      while (log.pending() > 0) {
        Thread.sleep(5);
      }
      Runtime.getRuntime().halt(9);
    }
  }
}
