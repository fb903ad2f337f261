// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.plan.RequestRate.Ramp;
import llmbench.recording.RecordHeader;
import llmbench.recording.RequestRecord;
import llmbench.traffic.VllmSchedule;

/**
 * When a ramp came to each whole number of requests a second, of the times at which the requests
 * were due: vLLM's {@code rps_change_events}. Of a case that was ended early, those it came to.
 */
final class RampChanges {
  static final String KEY = "rps_change_events";

  private static final int FIRST_ROOM = 1024;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final Ramp ramp;
  private long[] due = new long[0];
  private int taken;

  RampChanges(Ramp ramp) {
    this.ramp = ramp;
  }

  void add(RequestRecord r) {
    if (r.index() >= due.length) {
      int room = Math.max(FIRST_ROOM, Math.max(r.index() + 1, 2 * due.length));
      int filled = due.length;
      due = Arrays.copyOf(due, room);
      Arrays.fill(due, filled, room, Long.MAX_VALUE);
    }
    due[r.index()] = Math.min(due[r.index()], r.intendedNanos()); // a later try is due later
    taken = Math.max(taken, r.index() + 1);
  }

  /**
   * The events as vLLM writes them.
   *
   * @param requests of the whole ramp
   * @param beganNanos the load's begin; {@link Long#MAX_VALUE} where it is not known, as of a run
   *     that was killed: then the first event is left out
   * @param zone of the machine that measured
   * @return {@code rps} and {@code timestamp} each
   */
  List<Map<String, Object>> events(
      RecordHeader header, int requests, long beganNanos, ZoneId zone) {
    Instant anchor = Instant.ofEpochMilli(header.anchorEpochMillis());
    List<Map<String, Object>> events = new ArrayList<>();
    for (VllmSchedule.RpsChange change : VllmSchedule.rpsChanges(ramp, requests)) {
      long nanos = change.request() < 0 ? beganNanos : dueOf(change.request());
      if (nanos == Long.MAX_VALUE) {
        continue; // it was never sent
      }
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("rps", change.rps());
      event.put("timestamp", python(anchor.plusNanos(nanos), zone));
      events.add(event);
    }
    return events;
  }

  private long dueOf(int request) {
    return request < taken ? due[request] : Long.MAX_VALUE;
  }

  /** Python's {@code datetime.isoformat()}: microseconds, left out where they are 0. */
  private static String python(Instant instant, ZoneId zone) {
    LocalDateTime time = instant.atZone(zone).toLocalDateTime();
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    return SECONDS.format(time) + (micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros));
  }
}
