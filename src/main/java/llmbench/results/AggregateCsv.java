// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code aggregate_results.csv}: one row per result of a folder, whoever wrote it.
 *
 * <p>Columns: every key of the results' top level with a scalar value or null, vLLM's first and in
 * its order, then others as they are first met; at the end {@code input_len} and {@code
 * output_len}, taken from a name such as {@code bench_io256x256_mc1_np10.json} (empty for other
 * names), and {@code filename}. The 2025 scripts' {@code request_goodput:} is in the column {@code
 * request_goodput}. Rows are in the files' natural order. The form is RFC 4180 (CRLF) in UTF-8, and
 * numbers are as in the result.
 */
public final class AggregateCsv {
  /** The file's name. */
  public static final String FILE_NAME = "aggregate_results.csv";

  private static final String INPUT_LEN = "input_len";
  private static final String OUTPUT_LEN = "output_len";
  private static final String FILENAME = "filename";
  private static final List<String> OWN_COLUMNS = List.of(INPUT_LEN, OUTPUT_LEN, FILENAME);
  private static final Pattern LENGTHS = Pattern.compile("(?<![A-Za-z0-9])io(\\d+)x(\\d+)(?!\\d)");

  private AggregateCsv() {}

  /**
   * What was made.
   *
   * @param file the CSV
   * @param rows results found; with none the CSV is not written, and an older one is left
   * @param problems one sentence for each file that could not be read, or not to its end
   */
  public record Report(Path file, int rows, List<String> problems) {
    /** Copies the list. */
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads every {@code .json} file that lies directly in the folder, and writes the CSV there. JSON
   * that is no result is passed over; what is no JSON is named in the report.
   *
   * @throws IOException with a message for the user, if the folder cannot be read or the CSV cannot
   *     be written
   */
  public static Report write(Path folder) throws IOException {
    return write(folder, jsonFiles(folder));
  }

  /**
   * The same of chosen files, in their order; {@code filename} is their path below the folder.
   *
   * @param files below the folder
   * @throws IOException with a message for the user, if the CSV cannot be written
   */
  public static Report write(Path folder, List<Path> files) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path json : files) {
      String name = folder.relativize(json).toString().replace('\\', '/');
      ResultFile read = ResultFile.read(json);
      if (read.problem() != null) {
        problems.add(name + " " + read.problem());
      }
      for (Map<String, @Nullable String> result : read.results()) {
        rows.add(row(result, name));
      }
    }
    if (!rows.isEmpty()) {
      List<String> columns = columns(rows);
      AtomicFile.write(file, out -> out.write(csv(columns, rows)));
    }
    return new Report(file, rows.size(), problems);
  }

  /** The {@code .json} files that lie directly in a folder, in their natural order. */
  static List<Path> jsonFiles(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(".json") && !name.startsWith(".") && Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      throw new IOException("cannot read folder " + folder + ": " + IoReason.of(e), e);
    }
    files.sort(
        Comparator.comparing(entry -> entry.getFileName().toString(), NaturalOrder.INSTANCE));
    return files;
  }

  private static Map<String, @Nullable String> row(
      Map<String, @Nullable String> result, String filename) {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    result.forEach((key, value) -> row.put(String.valueOf(CsvCell.safe(key)), CsvCell.safe(value)));
    Matcher lengths = LENGTHS.matcher(filename);
    boolean named = lengths.find();
    row.put(INPUT_LEN, named ? lengths.group(1) : null);
    row.put(OUTPUT_LEN, named ? lengths.group(2) : null);
    row.put(FILENAME, CsvCell.safe(filename));
    return row;
  }

  private static List<String> columns(List<Map<String, @Nullable String>> rows) {
    Set<String> keys = new LinkedHashSet<>();
    rows.forEach(row -> keys.addAll(row.keySet()));
    OWN_COLUMNS.forEach(keys::remove);
    List<String> columns = new ArrayList<>(keys);
    columns.sort(Comparator.comparingDouble(VllmKeys::place));
    columns.addAll(OWN_COLUMNS);
    return columns;
  }

  private static byte[] csv(List<String> columns, List<Map<String, @Nullable String>> rows)
      throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    columns.forEach(schema::addColumn);
    CsvMapper mapper =
        CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    return mapper.writer(schema.build()).writeValueAsBytes(rows);
  }
}
