// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code status.json}: the run's outcome, for CI. It is no result, and the CSV passes it over.
 *
 * <pre>
 * {
 *   "format" : 1,
 *   "outcome" : "failed_requests",        a {@link RunOutcome}
 *   "message" : "3 of 80 requests failed",
 *   "date" : "2026-01-31T12:00:00Z",      when the run ended, UTC
 *   "cases" : [ {
 *     "case" : "io256x256_mc1_np10", "outcome" : "ok", "filename" : "bench_io256x256_mc1_np10.json",
 *     "asked" : 10, "completed" : 10, "failed" : 0, "note" : null
 *   } ],
 *   "gate" : {                            only where there were rules
 *     "outcome" : "gate_failed", "checks" : 3, "failed" : [ {
 *       "case" : "io256x256_mc1_np10", "rule" : "p99_ttft_ms &lt; 500",
 *       "message" : "p99_ttft_ms is 612.4, limit &lt; 500"
 *     } ]
 *   }
 * }
 * </pre>
 */
public final class StatusFile {
  /** The file's name. */
  public static final String FILE_NAME = "status.json";

  /** The version of the file's form. */
  static final int FORMAT = 1;

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private StatusFile() {}

  /**
   * Writes or replaces the file.
   *
   * @param folder the result folder
   * @param message one sentence for people
   * @param date when the run ended
   * @param cases in the order of running
   * @return the file
   * @throws IOException naming the file, if it could not be written
   */
  public static Path write(
      Path folder, RunOutcome outcome, String message, Instant date, List<CaseStatus> cases)
      throws IOException {
    return write(folder, outcome, message, date, cases, Map.of());
  }

  /**
   * The same with further members.
   *
   * @param more at the end, as Jackson writes them; may be empty
   * @throws IOException naming the file, if it could not be written
   */
  public static Path write(
      Path folder,
      RunOutcome outcome,
      String message,
      Instant date,
      List<CaseStatus> cases,
      Map<String, Object> more)
      throws IOException {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("format", FORMAT);
    status.put("outcome", outcome.key());
    status.put("message", message);
    status.put("date", date.truncatedTo(ChronoUnit.SECONDS).toString());
    status.put("cases", cases.stream().map(StatusFile::members).toList());
    status.putAll(more);
    byte[] json = new JsonMapper().writer(PRINTER).writeValueAsBytes(status);
    Path file = folder.resolve(FILE_NAME);
    AtomicFile.write(
        file,
        out -> {
          out.write(json);
          out.write('\n');
        });
    return file;
  }

  private static Map<String, Object> members(CaseStatus status) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("case", status.name());
    members.put("outcome", status.outcome().key());
    members.put("filename", status.filename());
    members.put("asked", status.asked());
    members.put("completed", status.completed());
    members.put("failed", status.failed());
    members.put("note", status.note());
    return members;
  }
}
