// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import llmbench.live.LiveRecords;
import llmbench.plan.ExportFormat;
import llmbench.recording.Outcome;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run with {@code -Pduckdb}; skipped without DuckDB's driver. */
class DuckdbFileTest {
  private static final String RESULT =
      """
      {"model_id": "m", "num_prompts": 3, "request_rate": 4.0, "duration": 2.5, "completed": 2,
       "request_throughput": 1, "ttfts": [0.1], "p99_ttft_ms": 20, "label": null,
       "llmbench": {"simulated": true, "case": {"name": "io8x8_mc1_np3"}}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void withTheDriver() {
    assumeTrue(DuckdbFile.available(), "DuckDB's driver is not there; it comes with -Pduckdb");
  }

  private void records(String name, RequestRecord... all) throws IOException {
    Path file = folder.resolve("records").resolve(name + ".jsonl");
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    try (RecordLog<RequestRecord> log = RecordLog.open(file, new RecordHeader(name, 1_000, 0, 3))) {
      for (RequestRecord record : all) {
        log.append(record);
      }
    }
  }

  private Exports.Report export() throws IOException {
    return Exports.write(folder, EnumSet.of(ExportFormat.DUCKDB));
  }

  private static Connection open(Path database) throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class)) {
      if (driver.acceptsURL("jdbc:duckdb:")) {
        return driver.connect("jdbc:duckdb:" + database, new Properties());
      }
    }
    throw new IllegalStateException("no driver");
  }

  /** The rows, their columns with a bar between. */
  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = open(folder.resolve("llmbench.duckdb"));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  @Test
  void resultsAndRequestsAreTablesThatJoinByCase() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    records(
        "io8x8_mc1_np3",
        LiveRecords.completed(50, 60, 90),
        LiveRecords.ended(Outcome.HTTP_ERROR, true));
    Exports.Report report = export();
    assertThat(report.problems()).isEmpty();
    assertThat(report.files()).containsExactly(folder.resolve("llmbench.duckdb"));
    assertThat(
            query(
                """
                SELECT file, r."case", q.outcome, ttft_ns, chunk_ns[1], p99_ttft_ms,
                  llmbench->'$.simulated'
                FROM results r JOIN requests q ON r."case" = q."case" ORDER BY q.outcome
                """))
        .containsExactly(
            "bench_a.json|io8x8_mc1_np3|completed|50000000|51000000|20|true",
            "bench_a.json|io8x8_mc1_np3|http_error|null|null|20|true");
    assertThat(folder.resolve("llmbench.duckdb.wal")).doesNotExist();
  }

  @Test
  void aCaseMeasuredAgainReplacesItsRowsAndOthersStay() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    Files.writeString(
        folder.resolve("bench_b.json"), RESULT.replace("io8x8_mc1_np3", "io8x8_mc2_np3"));
    records("io8x8_mc1_np3", LiveRecords.completed(50), LiveRecords.completed(51));
    records("io8x8_mc2_np3", LiveRecords.completed(70));
    export();
    Files.delete(folder.resolve("bench_b.json"));
    Files.delete(folder.resolve("records/io8x8_mc2_np3.jsonl"));
    Files.writeString(folder.resolve("bench_a.json"), RESULT.replace("20", "30"));
    records("io8x8_mc1_np3", LiveRecords.completed(80));
    assertThat(export().problems()).isEmpty();
    assertThat(query("SELECT file, p99_ttft_ms FROM results ORDER BY 1"))
        .containsExactly("bench_a.json|30", "bench_b.json|20");
    assertThat(query("SELECT \"case\", ttft_ns FROM requests ORDER BY 1"))
        .containsExactly("io8x8_mc1_np3|80000000", "io8x8_mc2_np3|70000000");
  }

  @Test
  void laterValuesMakeColumnsWiderAndLoseNothing() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    export();
    Files.writeString(
        folder.resolve("bench_b.json"),
        """
        {"request_rate": "inf", "duration": 1, "completed": 1, "request_throughput": 2.75,
         "label": "é", "tensor_parallel_size": "2"}
        """);
    Files.delete(folder.resolve("bench_a.json"));
    assertThat(export().problems()).isEmpty();
    assertThat(
            query(
                """
                SELECT file, "case", request_rate, request_throughput, label, tensor_parallel_size
                FROM results ORDER BY 1
                """))
        .containsExactly(
            "bench_a.json|io8x8_mc1_np3|4.0|1.0|null|null", "bench_b.json|null|inf|2.75|é|2");
  }

  @Test
  void recordsThatCannotBeReadAreToldAndTheRestIsWritten() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    records("io8x8_mc2_np3", LiveRecords.completed(70));
    Files.writeString(folder.resolve("records/broken.jsonl"), "no record file\n");
    Exports.Report report = export();
    assertThat(report.problems()).singleElement().asString().contains("broken.jsonl");
    assertThat(query("SELECT count(*) FROM requests")).containsExactly("1");
  }

  @Test
  void whatIsNoDatabaseStaysAsItIsAndIsNamed() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    Files.writeString(folder.resolve("llmbench.duckdb"), "mine, and no database");
    Exports.Report report = export();
    assertThat(report.files()).isEmpty();
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith(folder.resolve("llmbench.duckdb") + " was not written: ")
        .doesNotContain("\n");
    assertThat(folder.resolve("llmbench.duckdb")).hasContent("mine, and no database");
  }

  @Test
  void whatFailsHalfWayChangesNothing() throws Exception {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    records("io8x8_mc1_np3", LiveRecords.completed(50));
    export();
    try (Connection connection = open(folder.resolve("llmbench.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE requests RENAME TO old");
      statement.execute("CREATE VIEW requests AS SELECT * FROM old");
    }
    Files.writeString(folder.resolve("bench_a.json"), RESULT.replace("20", "30"));
    Exports.Report report = export();
    assertThat(report.problems()).hasSize(1);
    assertThat(query("SELECT p99_ttft_ms FROM results")).containsExactly("20");
  }
}
