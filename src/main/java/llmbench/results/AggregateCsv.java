// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;

/**
 * The table of all results of a folder, {@code aggregate_results.csv}: a row for each result, all
 * its scalar keys, then {@code input_len}, {@code output_len} and {@code filename}, as the seed's
 * {@code aggregate_result.py}. RFC 4180, UTF-8, LF; the same bytes under every locale.
 */
public final class AggregateCsv {
  /** The table's name. */
  public static final String FILENAME = "aggregate_results.csv";

  private static final Pattern LENGTHS = Pattern.compile("io(\\d+)x(\\d+)");
  private static final List<String> LAST_KEYS = List.of("input_len", "output_len", "filename");

  private AggregateCsv() {}

  /**
   * What was put together.
   *
   * @param rows results in the table
   * @param skipped files left out, each with the reason
   */
  public record Summary(int rows, List<String> skipped) {}

  /**
   * Makes the table anew from the result files that lie directly in the folder: ours, vLLM's own,
   * JSON Lines that vLLM appended to, and those of the 2025 scripts. Files that are no results are
   * left out; a file that cannot be read is named.
   *
   * @throws IOException if the folder cannot be read or the table not be written
   */
  public static Summary write(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files =
          list.filter(file -> file.getFileName().toString().endsWith(".json"))
              .filter(Files::isRegularFile)
              .sorted(
                  Comparator.comparing(
                      file -> file.getFileName().toString(), NaturalOrder.INSTANCE))
              .toList();
    }
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Path file : files) {
      String filename = file.getFileName().toString();
      try {
        for (JsonNode result : ResultReader.results(file)) {
          rows.add(row(result, filename));
        }
      } catch (IOException e) {
        skipped.add(filename + ": " + e.getMessage());
      }
    }
    String csv = table(rows);
    AtomicFile.write(
        folder.resolve(FILENAME), out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
    return new Summary(rows.size(), skipped);
  }

  private static Map<String, String> row(JsonNode result, String filename) {
    Map<String, String> row = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      if (!field.getValue().isContainerNode()) {
        row.put(field.getKey(), text(field.getValue()));
      }
    }
    Matcher lengths = LENGTHS.matcher(filename);
    JsonNode ours = result.path("llmbench");
    boolean named = lengths.find();
    row.put("input_len", named ? lengths.group(1) : text(ours.path("input_len")));
    row.put("output_len", named ? lengths.group(2) : text(ours.path("output_len")));
    row.put("filename", filename);
    return row;
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  private static String table(List<Map<String, String>> rows) {
    Set<String> keys = new LinkedHashSet<>();
    for (String known : KnownKeys.IN_ORDER) {
      if (rows.stream().anyMatch(row -> row.containsKey(known))) {
        keys.add(known);
      }
    }
    rows.forEach(row -> keys.addAll(row.keySet()));
    LAST_KEYS.forEach(keys::remove);
    keys.addAll(LAST_KEYS);
    StringBuilder csv = new StringBuilder();
    line(csv, keys);
    for (Map<String, String> row : rows) {
      line(csv, keys.stream().map(key -> row.getOrDefault(key, "")).toList());
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, Iterable<String> cells) {
    boolean first = true;
    for (String cell : cells) {
      if (!first) {
        csv.append(',');
      }
      first = false;
      boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      csv.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    csv.append('\n');
  }
}
