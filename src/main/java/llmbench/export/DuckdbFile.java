// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import llmbench.analysis.RecordFolder;
import llmbench.plan.ExportFormat;

/**
 * The tables of {@link ResultTable} and {@link RecordTable} in a DuckDB database, written through
 * JDBC. One transaction changes all of it: rows of a result file or of a case that were there
 * before are replaced, others stay.
 */
final class DuckdbFile {
  /** Beside the results. */
  static final String NAME = "llmbench.duckdb";

  private static final String URL = "jdbc:duckdb:";

  /** Nothing is fetched; the database is attached by its path, whatever characters it has. */
  private static final List<String> SETTINGS =
      List.of(
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET preserve_insertion_order = true");

  private DuckdbFile() {}

  /** Whether the driver is there. */
  static boolean available() {
    return driver().isPresent();
  }

  static String missing() {
    return ApartJar.missing(ExportFormat.DUCKDB, "DuckDB's driver");
  }

  /**
   * Adds results and records to a folder's database, or makes it.
   *
   * @param problems takes one sentence for each record file that could not be read
   * @return the database
   * @throws IOException naming the database, which is as it was before
   */
  static Path write(Path resultDir, List<ResultDocument> results, List<String> problems)
      throws IOException {
    Path to = resultDir.resolve(NAME);
    Driver driver = driver().orElseThrow(() -> new IOException(missing()));
    Path folder = Files.createTempDirectory("llmbench-duckdb");
    try (Connection connection =
            Objects.requireNonNull(driver.connect(URL, new Properties()), "DuckDB's connection");
        Statement sql = connection.createStatement()) {
      for (String setting : SETTINGS) {
        sql.execute(setting);
      }
      sql.execute("ATTACH " + DuckdbTable.quoted(to.toAbsolutePath().toString()) + " AS llmbench");
      sql.execute("BEGIN TRANSACTION");
      if (!results.isEmpty()) {
        Path table = folder.resolve("results.parquet");
        ResultTable.write(results, table);
        new DuckdbTable(sql, "results", "file").replace(table);
      }
      DuckdbTable requests = new DuckdbTable(sql, "requests", "case");
      for (Path file : RecordFolder.files(resultDir)) {
        Path table = folder.resolve(file.getFileName() + ".parquet");
        try {
          RecordTable.write(file, table);
        } catch (IOException e) {
          problems.add(String.valueOf(e.getMessage()));
          continue;
        }
        requests.replace(table);
        Files.delete(table);
      }
      sql.execute("COMMIT");
      sql.execute("DETACH llmbench");
      return to;
    } catch (SQLException | LinkageError e) {
      throw new IOException(to + " was not written: " + oneLine(e), e);
    } finally {
      delete(folder);
    }
  }

  private static String oneLine(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).strip();
    String first = text.lines().findFirst().orElse(text);
    return first.contains("lock") ? first + "; close it there, then run the command export" : first;
  }

  private static Optional<Driver> driver() {
    try {
      for (Driver driver : ServiceLoader.load(Driver.class, DuckdbFile.class.getClassLoader())) {
        if (driver.acceptsURL(URL)) {
          return Optional.of(driver);
        }
      }
    } catch (SQLException | ServiceConfigurationError | LinkageError e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
