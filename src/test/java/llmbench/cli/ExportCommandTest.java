// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import llmbench.export.Exports;
import llmbench.export.Tracking;
import llmbench.plan.ExportFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String RESULT =
      "{\"duration\": 1.5, \"completed\": 3, \"request_throughput\": 2.0, \"mean_ttft_ms\": 4}";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void eachFormIsWrittenAndNamed() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    assertThat(run("export", folder.toString(), "--format", "parquet,pytorch")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            folder.resolve("bench_a.pytorch.json").toString(),
            folder.resolve("export/results.parquet").toString());
    assertThat(folder.resolve("export/results.parquet")).isNotEmptyFile();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void parquetIsTheDefault() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    assertThat(run("export", folder.toString())).isZero();
    assertThat(folder.resolve("export/results.parquet")).exists();
    assertThat(folder.resolve("bench_a.pytorch.json")).doesNotExist();
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() {
    assertThat(run("export", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("no folder " + folder.resolve("none"));
    err.getBuffer().setLength(0);
    assertThat(run("export", folder.toString())).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("nothing to export in " + folder);
    assertThat(folder).isEmptyDirectory();
    err.getBuffer().setLength(0);
    assertThat(run("export", "--format", "csv")).isEqualTo(2);
    assertThat(err.toString())
        .contains("expected one of parquet, pytorch, duckdb, mlflow, found \"csv\"");
  }

  @Test
  void whatAFormWantsAndIsNotThereIsSaidBeforeAnythingIsWritten() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    assumeTrue(
        Exports.missing(Set.of(ExportFormat.DUCKDB), Tracking.of(Map.of())).size() == 1,
        "DuckDB's driver is there");
    assertThat(run("export", folder.toString(), "--format", "parquet,duckdb")).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("export duckdb: DuckDB's driver is not part of llmbench; under Maven add")
        .contains("target/llmbench-duckdb.jar by `mvn -Pduckdb -DskipTests package`");
    assertThat(folder.resolve("export")).doesNotExist();
  }

  @Test
  void anAddressOfNoTrackingServerIsRefused() throws IOException {
    Files.writeString(folder.resolve("bench_a.json"), RESULT);
    assertThat(run("export", folder.toString(), "--format", "mlflow", "--tracking-uri", "here"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("in MLFLOW_TRACKING_URI or --tracking-uri, found \"here\"");
  }
}
