// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that never end something: each costs one request, and no more memory than is said. */
class HostileServerEndToEndTest {
  private static final int MOST = 4 << 20;

  /** What sockets of both sides and a read may hold beyond what the client has taken. */
  private static final long ON_THE_WAY = 24L << 20;

  @TempDir private Path folder;

  @Test
  void eachAttackEndsAsOneFailedRequest() throws Exception {
    int attacks = HostileServer.ATTACKS.size();
    try (HostileServer server = new HostileServer()) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(server.url(), 16, 8, 1, attacks + 1)
              .option("max_answer_bytes", MOST)
              .option("request_timeout", 60)
              .option("save_bodies", true)
              .run();

      assertThat(finished.output())
          .contains(attacks + " of " + (attacks + 1) + " requests failed")
          .contains("Outcome: failed_requests")
          .doesNotContain("OutOfMemory")
          .doesNotContain("\tat ");
      List<RequestRecord> records =
          records(folder.resolve("results/records/io16x8_mc1_np" + (attacks + 1) + ".jsonl"));
      assertThat(records).hasSize(attacks + 1);
      for (int i = 0; i < attacks; i++) {
        String attack = HostileServer.ATTACKS.get(i);
        assertThat(records.get(i).outcome()).as(attack).isEqualTo(Outcome.TOO_LARGE);
        assertThat(server.taken().get(i)).as(attack).isLessThan(MOST + ON_THE_WAY);
      }
      assertThat(records.get(attacks).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  private static List<RequestRecord> records(Path file) throws IOException {
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }
}
