// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.RecordMark;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case when it has ended; the mark {@code end} of its records ({@code
 * docs/records.md}).
 *
 * @param date when it ended, in the time zone of the run
 * @param events what happened to it, a sentence each
 * @param refused whether it was stopped because its first answers were all the same refusal
 * @param interrupted whether it was ended from outside
 * @param lost records that could not be written
 * @param decoding vLLM's figures of speculative decoding and diffusion for the result's top level;
 *     empty where the server does neither
 * @param sections further members of the result's {@code llmbench} that were measured and cannot be
 *     computed from records, in order
 */
public record CaseEnd(
    ZonedDateTime date,
    List<String> events,
    boolean refused,
    boolean interrupted,
    long lost,
    Map<String, Object> decoding,
    Map<String, Object> sections) {

  /** The section on how the load went. */
  public static final String LOAD = "load";

  /** When the load began, in nanoseconds on the records' clock; a member of that section. */
  public static final String LOAD_BEGINS = "begins_ns";

  /** Copies the list. */
  public CaseEnd {
    events = List.copyOf(events);
  }

  /** When the load began, on the records' clock; {@link Long#MAX_VALUE} if it is not known. */
  static long loadBegan(@Nullable RecordMark end) {
    return end != null
            && end.values().get("sections") instanceof Map<?, ?> sections
            && sections.get(LOAD) instanceof Map<?, ?> load
            && load.get(LOAD_BEGINS) instanceof Number nanos
        ? nanos.longValue()
        : Long.MAX_VALUE;
  }

  /** For the end of a record file. */
  public RecordMark toMark() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("date", date.toInstant().toString());
    values.put("zone", date.getZone().getId());
    values.put("events", events);
    values.put("refused", refused);
    values.put("interrupted", interrupted);
    values.put("lost", lost);
    values.put("decoding", decoding);
    values.put("sections", sections);
    return new RecordMark(RecordMark.END, values);
  }

  /**
   * Reads a mark.
   *
   * @throws IllegalArgumentException if a value is missing or not of its type, with the key
   */
  static CaseEnd of(RecordMark mark) {
    Members values = new Members(mark.name(), mark.values());
    ZoneId zone;
    try {
      zone = ZoneId.of(values.text("zone"));
    } catch (DateTimeException e) {
      throw values.unexpected("zone", "a time zone", e);
    }
    return new CaseEnd(
        values.instant("date").atZone(zone),
        values.list("events"),
        values.flag("refused"),
        values.flag("interrupted"),
        values.number("lost"),
        values.map("decoding").values(),
        values.map("sections").values());
  }
}
