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

  private static final Path CERTIFICATE = Path.of("src/test/resources/tls/server-cert.pem");
  private static final Path KEY = Path.of("src/test/resources/tls/server-key.pem");

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

  @Test
  void eachWebSocketEndsAsOneFailedRequest() throws Exception {
    int attacks = HostileSocketServer.ATTACKS.size();
    try (HostileSocketServer server = new HostileSocketServer()) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(server.url(), 16, 8, 1, attacks + 1)
              .option("backend", "openai-realtime")
              .option("max_answer_bytes", MOST)
              .option("connect_timeout", 3)
              .option("request_timeout", 60)
              .run();

      assertThat(finished.output())
          .contains(attacks + " of " + (attacks + 1) + " requests failed")
          .doesNotContain("OutOfMemory")
          .doesNotContain("\tat ");
      List<RequestRecord> records =
          records(folder.resolve("results/records/io16x8_mc1_np" + (attacks + 1) + ".jsonl"));
      assertThat(records).hasSize(attacks + 1);
      for (int i = 0; i < attacks; i++) {
        String attack = HostileSocketServer.ATTACKS.get(i);
        RequestRecord record = records.get(i);
        assertThat(record.outcome())
            .as(attack + ": " + record.error())
            .isEqualTo(attack.contains("drips") ? Outcome.CONNECT_FAILED : Outcome.TOO_LARGE);
        assertThat(server.taken().get(i)).as(attack).isLessThan(MOST + ON_THE_WAY);
      }
      assertThat(server.taken().get(2)).as("a handshake left behind goes on").isLessThan(100);
      assertThat(records.get(attacks).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  @Test
  void eachAttackByHttp2EndsAsOneFailedRequest() throws Exception {
    int attacks = HostileHttp2Server.ATTACKS.size();
    try (HostileHttp2Server server = new HostileHttp2Server(CERTIFICATE, KEY)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against("https://127.0.0.1:" + server.port(), 16, 8, 1, attacks + 1)
              .option("http2", true)
              .option("ca_file", CERTIFICATE)
              .option("max_answer_bytes", MOST)
              .option("request_timeout", 60)
              .run();

      assertThat(finished.output())
          .contains(attacks + " of " + (attacks + 1) + " requests failed")
          .doesNotContain("OutOfMemory")
          .doesNotContain("\tat ");
      List<RequestRecord> records =
          records(folder.resolve("results/records/io16x8_mc1_np" + (attacks + 1) + ".jsonl"));
      assertThat(records).hasSize(attacks + 1);
      for (int i = 0; i < attacks; i++) {
        String attack = HostileHttp2Server.ATTACKS.get(i);
        RequestRecord record = records.get(i);
        assertThat(record.outcome())
            .as(attack + ": " + record.error())
            .isIn(Outcome.TOO_LARGE, Outcome.CONNECTION_LOST);
        assertThat(server.taken().getOrDefault(i, 0L)).as(attack).isLessThan(MOST + ON_THE_WAY);
      }
      assertThat(records.get(1).outcome()).isEqualTo(Outcome.TOO_LARGE);
      assertThat(records.get(attacks).outcome()).isEqualTo(Outcome.COMPLETED);
    }
  }

  private static List<RequestRecord> records(Path file) throws IOException {
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }
}
