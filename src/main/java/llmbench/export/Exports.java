// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import llmbench.analysis.RecordFolder;
import llmbench.plan.ExportFormat;

/** Writes a result folder's further forms. */
public final class Exports {
  /** vLLM's: any value but an empty one asks for {@link ExportFormat#PYTORCH}. */
  public static final String PYTORCH_VARIABLE = "SAVE_TO_PYTORCH_BENCHMARK_FORMAT";

  /** Below the results. */
  private static final String FOLDER = "export";

  private static final String RECORDS = ".jsonl";

  private Exports() {}

  /**
   * What was made.
   *
   * @param files that were written
   * @param addresses where else something was written
   * @param skipped one sentence for each file that was passed over since it is no JSON
   * @param problems one sentence for each file that could not be made
   */
  public record Report(
      List<Path> files, List<String> addresses, List<String> skipped, List<String> problems) {
    /** Copies all. */
    public Report {
      files = List.copyOf(files);
      addresses = List.copyOf(addresses);
      skipped = List.copyOf(skipped);
      problems = List.copyOf(problems);
    }
  }

  /** The forms asked for, by the plan and by vLLM's environment variable. */
  public static Set<ExportFormat> asked(
      Set<ExportFormat> formats, Map<String, String> environment) {
    Set<ExportFormat> all = new TreeSet<>(formats);
    if (!environment.getOrDefault(PYTORCH_VARIABLE, "").isEmpty()) {
      all.add(ExportFormat.PYTORCH);
    }
    return all;
  }

  /**
   * What is not there of what the forms need, in one line each with the way to mend it; empty if
   * all is. Nothing is connected to.
   */
  public static List<String> missing(Set<ExportFormat> formats, Tracking where) {
    List<String> missing = new ArrayList<>();
    if (formats.contains(ExportFormat.DUCKDB) && !DuckdbFile.available()) {
      missing.add(DuckdbFile.missing());
    }
    if (formats.contains(ExportFormat.MLFLOW)) {
      if (!TrackedRuns.available()) {
        missing.add(TrackedRuns.missing());
      }
      if (!where.problem().isEmpty()) {
        missing.add(where.problem());
      }
    }
    return missing;
  }

  /**
   * Writes the forms of all results and records in a folder, in place of older ones. A file that
   * cannot be read or written is told, and the others are written all the same. {@link
   * ExportFormat#MLFLOW}, which is no file, is left to {@link TrackedRuns}.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Report write(Path resultDir, Set<ExportFormat> formats) throws IOException {
    List<Path> written = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (formats.stream().noneMatch(format -> format != ExportFormat.MLFLOW)) {
      return new Report(written, List.of(), skipped, problems);
    }
    List<ResultDocument> results = ResultDocument.all(resultDir, skipped);
    if (formats.contains(ExportFormat.PYTORCH)) {
      pytorch(results, written, problems);
    }
    if (formats.contains(ExportFormat.PARQUET)) {
      parquet(resultDir, results, written, problems);
    }
    if (formats.contains(ExportFormat.DUCKDB)
        && !(results.isEmpty() && RecordFolder.files(resultDir).isEmpty())) {
      attempt(problems, () -> written.add(DuckdbFile.write(resultDir, results, problems)));
    }
    return new Report(written, List.of(), skipped, problems);
  }

  private static void pytorch(
      List<ResultDocument> results, List<Path> written, List<String> problems) {
    for (int i = 0; i < results.size(); i++) {
      ResultDocument result = results.get(i);
      boolean last = i + 1 == results.size() || !results.get(i + 1).file().equals(result.file());
      if (last) { // of several under one another, as vLLM
        attempt(problems, () -> written.add(PytorchRecords.write(result)));
      }
    }
  }

  private static void parquet(
      Path resultDir, List<ResultDocument> results, List<Path> written, List<String> problems)
      throws IOException {
    List<Path> recordFiles = RecordFolder.files(resultDir);
    if (recordFiles.isEmpty() && results.isEmpty()) {
      return;
    }
    Path folder = resultDir.resolve(FOLDER);
    Path records = folder.resolve(RecordFolder.NAME);
    Files.createDirectories(records);
    for (Path file : recordFiles) {
      String name = String.valueOf(file.getFileName());
      String base = name.substring(0, name.length() - RECORDS.length());
      Path to = records.resolve(base + ".parquet");
      attempt(
          problems,
          () -> {
            RecordTable.write(file, to);
            written.add(to);
          });
    }
    if (!results.isEmpty()) {
      Path to = folder.resolve("results.parquet");
      attempt(
          problems,
          () -> {
            ResultTable.write(results, to);
            written.add(to);
          });
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void attempt(List<String> problems, Work work) {
    try {
      work.run();
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }
}
