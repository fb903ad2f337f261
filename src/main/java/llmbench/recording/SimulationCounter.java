// SPDX-License-Identifier: Apache-2.0
package llmbench.recording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.SimulationLog.Rows;
import llmbench.recording.SimulationLog.Users;

/** Adds up the entries of a simulation's log. */
final class SimulationCounter {
  private final Map<String, Users> users = new LinkedHashMap<>();
  private final Map<RequestPath, RowCounter> requests = new LinkedHashMap<>();
  private final Map<RequestPath, RowCounter> groups = new LinkedHashMap<>();
  private final Map<String, Long> errors = new LinkedHashMap<>();

  SimulationCounter(List<String> scenarios) {
    scenarios.forEach(scenario -> users.put(scenario, Users.NONE));
  }

  void add(SimulationEvent event) {
    if (event instanceof SimulationEvent.Request r) {
      counter(requests, r.path())
          .add(r.startEpochMillis(), r.endEpochMillis(), r.ok(), r.message());
    } else if (event instanceof SimulationEvent.Group g) {
      counter(groups, g.path()).add(g.startEpochMillis(), g.endEpochMillis(), g.ok(), "");
    } else if (event instanceof SimulationEvent.User u) {
      users.computeIfPresent(u.scenario(), (name, before) -> before.plus(u.start()));
    } else if (event instanceof SimulationEvent.Crash c) {
      errors.merge(c.message(), 1L, Long::sum);
    }
  }

  private static RowCounter counter(Map<RequestPath, RowCounter> rows, RequestPath path) {
    return rows.computeIfAbsent(path, p -> new RowCounter());
  }

  long runningUsers() {
    return users.values().stream().mapToLong(u -> u.started() - u.ended()).sum();
  }

  Map<String, Users> users() {
    return Collections.unmodifiableMap(users);
  }

  Map<RequestPath, Rows> requests() {
    return rows(requests);
  }

  Map<RequestPath, Rows> groups() {
    return rows(groups);
  }

  Map<String, Long> errors() {
    return Collections.unmodifiableMap(errors);
  }

  private static Map<RequestPath, Rows> rows(Map<RequestPath, RowCounter> counters) {
    Map<RequestPath, Rows> rows = new LinkedHashMap<>();
    counters.forEach((path, counter) -> rows.put(path, counter.toRows()));
    return Collections.unmodifiableMap(rows);
  }

  private static final class RowCounter {
    private OkKo count = OkKo.NONE;
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;
    private final Map<String, Long> messages = new LinkedHashMap<>();

    void add(long start, long end, boolean ok, String message) {
      count = count.plus(ok);
      firstStart = Math.min(firstStart, start);
      lastEnd = Math.max(lastEnd, end);
      if (!ok && !message.isEmpty()) {
        messages.merge(message, 1L, Long::sum);
      }
    }

    Rows toRows() {
      return new Rows(count, firstStart, lastEnd, Collections.unmodifiableMap(messages));
    }
  }
}
