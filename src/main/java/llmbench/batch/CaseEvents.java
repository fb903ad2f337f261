// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.analysis.CaseAnalysis;
import llmbench.analysis.CaseEnd;
import llmbench.analysis.CaseResult;
import llmbench.gatling.StopCause;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import llmbench.results.ResultContext;
import org.jspecify.annotations.Nullable;

/**
 * What befell a case beside its requests: notes, who stopped or ended it, what went on at the same
 * time. Told by any thread.
 */
final class CaseEvents {
  private final int requests;
  private final List<String> notes = new ArrayList<>();
  private final Set<String> beside = new LinkedHashSet<>();
  private final Map<String, Object> load = new LinkedHashMap<>();
  private boolean refused;
  private boolean interrupted;
  private @Nullable Map<String, Object> stopped;
  private @Nullable Map<String, Object> early;
  private int finished;
  private int cut;

  /**
   * @param requests that the case is to send
   */
  CaseEvents(int requests) {
    this.requests = requests;
  }

  synchronized void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
  }

  /** A record of a measured request was written. */
  synchronized void count(RequestRecord record) {
    if (record.last()) {
      finished++;
      cut += record.outcome() == Outcome.INTERRUPTED ? 1 : 0;
    }
  }

  /** Another case's load or finishing goes on at the same time. */
  synchronized void beside(String other) {
    beside.add(other);
  }

  /**
   * The load begins.
   *
   * @param nanos since the case's anchor
   */
  synchronized void loadBegins(long nanos) {
    load.put(CaseEnd.LOAD_BEGINS, nanos);
  }

  synchronized void durationEnded(int inFlight, int unsent) {
    load.put("in_flight_at_end", inFlight);
    load.put("unsent_at_end", unsent);
  }

  synchronized void endedEarly(StopCause cause, int inFlight, int unsent) {
    early = new LinkedHashMap<>();
    early.put("reason", cause.kind().key());
    early.put("why", cause.text());
    early.put(CaseResult.LIMIT, cause.kind().limit());
    early.put("in_flight", inFlight);
    early.put("unsent", unsent);
    note("stopped early: " + cause.text());
  }

  synchronized void refused(String text) {
    refused = true;
    note(text);
  }

  /** The run is ended from outside. */
  synchronized void interrupted() {
    interrupted = true;
    note("interrupted");
  }

  /** The same, and what was in flight is not recorded. */
  synchronized void stoppedAtOnce() {
    stopped = null;
    interrupted();
  }

  /** The run is being stopped: nothing more is sent, and what is in flight may end. */
  synchronized void stopping(String cause, int inFlight) {
    stopped = new LinkedHashMap<>();
    stopped.put("by", cause);
    stopped.put("in_flight", inFlight);
  }

  /** Whether somebody ended the run or is about to. */
  synchronized boolean interruptedOrStopped() {
    return interrupted || stopped != null;
  }

  /** The section of the load; empty if nothing is to be said of it. */
  synchronized Map<String, Object> load() {
    return load.isEmpty() ? Map.of() : Map.of(CaseEnd.LOAD, new LinkedHashMap<>(load));
  }

  /**
   * The section of cases at once; empty without.
   *
   * @param atOnce how many may go on together
   */
  synchronized Map<String, Object> parallelCases(int atOnce) {
    return atOnce > 1
        ? Map.of(
            ResultContext.PARALLEL_CASES, Map.of("at_once", atOnce, "beside", List.copyOf(beside)))
        : Map.of();
  }

  /**
   * The case's end as it is known now.
   *
   * @param measured sections that others measured; those of how it was stopped are added
   * @param lost records that could not be written
   * @param decoding what the server says of its decoding
   */
  synchronized CaseEnd end(Map<String, Object> measured, long lost, Map<String, Object> decoding) {
    // Whether the run's being stopped took requests away from the case.
    boolean cutShort = stopped != null && (cut > 0 || finished < requests);
    if (!beside.isEmpty()) {
      note("measured beside " + String.join(", ", beside));
    }
    if (cutShort) {
      note("interrupted");
    }
    Map<String, Object> sections = new LinkedHashMap<>(measured);
    if (early != null) {
      sections.put(CaseResult.STOPPED_EARLY, early);
    }
    if (cutShort && stopped != null) {
      stopped.put("cut", cut);
      sections.put(CaseAnalysis.STOPPED, stopped);
    }
    return new CaseEnd(
        ZonedDateTime.now(ZoneId.systemDefault()),
        notes,
        refused,
        interrupted || cutShort,
        lost,
        decoding,
        sections);
  }
}
