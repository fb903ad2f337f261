// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A case's records beside Gatling's rows for the same requests. The records are what figures are
 * made of; Gatling's log is the cross-check.
 *
 * @param path the name under which Gatling logged the case's requests
 * @param records the count of the records
 * @param gatling the count of Gatling's rows
 * @param sentence what a user should know: that both agree, or how they differ and what may have
 *     caused it
 */
public record LogMerge(RequestPath path, OkKo records, OkKo gatling, String sentence) {

  /**
   * Compares requests, each counted once by its last try: where every try has a row of its own in
   * Gatling's log, use {@link #ofTries}.
   *
   * @param path the name under which the case's requests were logged
   */
  public static LogMerge ofRequests(RecordCounts records, SimulationLog log, RequestPath path) {
    return of(records.requests(), records, log, path);
  }

  /** Compares tries, each of which has a row of its own in Gatling's log. */
  static LogMerge ofTries(RecordCounts records, SimulationLog log, RequestPath path) {
    return of(records.tries(), records, log, path);
  }

  private static LogMerge of(OkKo ours, RecordCounts records, SimulationLog log, RequestPath path) {
    OkKo gatlings = log.count(path);
    return new LogMerge(path, ours, gatlings, sentence(ours, gatlings, records, log, path));
  }

  /** Whether both count the same successes and the same failures. */
  public boolean agree() {
    return records.equals(gatling);
  }

  /** The merge as keys and values, in a fixed order, for a result file. */
  public Map<String, Object> toMap() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("request", path.toString());
    values.put("records_ok", records.ok());
    values.put("records_ko", records.ko());
    values.put("gatling_ok", gatling.ok());
    values.put("gatling_ko", gatling.ko());
    values.put("agree", agree());
    values.put("note", sentence);
    return values;
  }

  private static String sentence(
      OkKo ours, OkKo gatlings, RecordCounts records, SimulationLog log, RequestPath path) {
    if (ours.equals(gatlings)) {
      return "records and Gatling's log agree on " + path + ": " + ours;
    }
    StringBuilder text = new StringBuilder("records and Gatling's log differ on ");
    text.append(path).append(": records have ").append(ours).append(", Gatling has ");
    text.append(gatlings);
    if (ours.total() == gatlings.total()) {
      text.append(
          "; as many in all: an answer that proves broken when it is read whole, after its");
      text.append(" end, counts as OK in Gatling's log");
    }
    if (log.incomplete() != null) {
      text.append("; Gatling's log is not whole (").append(log.incomplete()).append(')');
    }
    if (records.incomplete() != null) {
      text.append("; the records are not whole (").append(records.incomplete()).append(')');
    }
    if (gatlings.total() == 0 && !log.requests().isEmpty()) {
      text.append("; Gatling's log has requests only under ");
      text.append(
          String.join(", ", log.requests().keySet().stream().map(Object::toString).toList()));
    }
    return text.toString();
  }
}
