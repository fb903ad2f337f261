// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.RepeatStats;
import llmbench.plan.Case;
import org.jspecify.annotations.Nullable;

/**
 * Figures over repeats: {@code repeats.json}, and {@code aggregate_repeats.csv} with a row for each
 * case and figure. Neither is a result, so the table of results passes them over.
 *
 * <pre>
 * { "format" : 1,
 *   "cases" : [ {
 *     "case" : "io256x256_mc1_np10", "number" : 1, "input_len" : 256, "output_len" : 256,
 *     "max_concurrency" : 1, "num_prompts" : 10,
 *     "runs" : 5, "left_out" : [ ],
 *     "figures" : {
 *       "mean_ttft_ms" : { "mean" : 50.2, "std" : 0.4, "cv" : 0.008,
 *                          "ci95_low" : 49.7, "ci95_high" : 50.7, "ci95_half_width" : 0.5 }
 *     } } ] }
 * </pre>
 */
public final class RepeatsFile {
  /** The JSON's name. */
  public static final String FILE_NAME = "repeats.json";

  /** The CSV's name. */
  public static final String CSV_NAME = "aggregate_repeats.csv";

  /** The version of the file's form. */
  static final int FORMAT = 1;

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private RepeatsFile() {}

  /**
   * Writes or replaces both files.
   *
   * @param cases in the order of the batch
   * @return the JSON
   * @throws IOException naming the file, if one could not be written
   */
  public static Path write(Path folder, List<RepeatedCase> cases) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("format", FORMAT);
    content.put("cases", cases.stream().map(RepeatsFile::members).toList());
    byte[] json = new JsonMapper().writer(PRINTER).writeValueAsBytes(content);
    Path file = folder.resolve(FILE_NAME);
    AtomicFile.write(
        file,
        out -> {
          out.write(json);
          out.write('\n');
        });
    byte[] csv = csv(cases);
    AtomicFile.write(folder.resolve(CSV_NAME), out -> out.write(csv));
    return file;
  }

  private static Map<String, @Nullable Object> cell(Case benchCase) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("case", benchCase.cellName());
    members.put("number", benchCase.number());
    members.put("input_len", benchCase.inputLen());
    members.put("output_len", benchCase.outputLen());
    members.put("max_concurrency", benchCase.maxConcurrency());
    members.put("num_prompts", benchCase.asked());
    return members;
  }

  private static Map<String, @Nullable Object> members(RepeatedCase repeated) {
    Map<String, @Nullable Object> members = cell(repeated.benchCase());
    members.put("runs", repeated.runs());
    members.put("left_out", repeated.leftOut());
    Map<String, Object> figures = new LinkedHashMap<>();
    repeated.figures().forEach((name, stats) -> figures.put(name, statistics(stats)));
    members.put("figures", figures);
    return members;
  }

  private static Map<String, @Nullable Object> statistics(RepeatStats stats) {
    Double half = stats.halfWidth();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("mean", stats.mean());
    members.put("std", stats.std());
    members.put("cv", stats.cv());
    members.put("ci95_low", half == null ? null : (Double) (stats.mean() - half));
    members.put("ci95_high", half == null ? null : (Double) (stats.mean() + half));
    members.put("ci95_half_width", half);
    return members;
  }

  private static byte[] csv(List<RepeatedCase> cases) throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (RepeatedCase repeated : cases) {
      repeated
          .figures()
          .forEach(
              (name, stats) -> {
                Map<String, @Nullable Object> row = cell(repeated.benchCase());
                row.put("runs", repeated.runs());
                row.put("figure", name);
                row.putAll(statistics(stats));
                rows.add(row);
              });
    }
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
    if (!rows.isEmpty()) {
      rows.get(0).keySet().forEach(schema::addColumn);
    }
    CsvMapper mapper =
        CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
    return rows.isEmpty() ? new byte[0] : mapper.writer(schema.build()).writeValueAsBytes(rows);
  }
}
