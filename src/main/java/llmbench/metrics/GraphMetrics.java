// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;

/**
 * Figures of agent graphs, from the records that name one.
 *
 * @param completed graphs all of whose calls were answered
 * @param failed graphs of which a call failed
 * @param unfinished graphs of which calls are missing, or were cut by the client, though none
 *     failed, as of a run that was stopped
 * @param callsCompleted calls that were answered
 * @param callsFailed calls that failed
 * @param callsNotRun calls without a record, of graphs that have one
 * @param graphMillis of completed graphs: from when the first call was due to the last call's end
 * @param modelMillis of completed graphs: the part of that in which a call was under way; what is
 *     left are tools and delays
 * @param callMillis of answered calls: from send to end
 * @param callsPerGraph of completed graphs
 */
public record GraphMetrics(
    int completed,
    int failed,
    int unfinished,
    int callsCompleted,
    int callsFailed,
    int callsNotRun,
    Description graphMillis,
    Description modelMillis,
    Description callMillis,
    Description callsPerGraph) {
  private static final double NANOS = 1e6;
  private static final List<Double> RANKS = List.of(25.0, 50.0, 75.0, 90.0, 99.0);

  /**
   * The figures of a case's records, in any order; only the last try of a call counts.
   *
   * @param callsOf how many calls each graph has, by its id; one that is not there has those that
   *     are recorded
   */
  public static GraphMetrics of(Iterable<RequestRecord> records, Map<String, Integer> callsOf) {
    Calls calls = new Calls();
    records.forEach(calls::add);
    return calls.metrics(callsOf);
  }

  /** What is kept of records until all are there. */
  public static final class Calls {
    private final Map<String, List<Call>> graphs = new LinkedHashMap<>();

    /** Takes a record; one without a graph, or that is not a call's last try, is passed over. */
    public void add(RequestRecord record) {
      String graph = record.about().session().graph();
      if (graph != null && record.last()) {
        graphs.computeIfAbsent(graph, unused -> new ArrayList<>()).add(Call.of(record));
      }
    }

    /** Whether there was a call of a graph. */
    public boolean isEmpty() {
      return graphs.isEmpty();
    }

    /**
     * The figures of what was taken.
     *
     * @param callsOf as for {@link GraphMetrics#of}
     */
    public GraphMetrics metrics(Map<String, Integer> callsOf) {
      Tally tally = new Tally();
      graphs.forEach((id, calls) -> tally.add(calls, callsOf.getOrDefault(id, calls.size())));
      return tally.metrics();
    }
  }

  private record Call(
      long intendedNanos, long sentNanos, long endNanos, boolean answered, boolean cutShort) {
    static Call of(RequestRecord record) {
      Outcome outcome = record.outcome();
      return new Call(
          record.intendedNanos(),
          record.sentNanos(),
          record.endNanos(),
          outcome.completed(),
          outcome == Outcome.INTERRUPTED || outcome == Outcome.CANCELLED);
    }
  }

  private static final class Tally {
    private final List<Double> graphs = new ArrayList<>();
    private final List<Double> model = new ArrayList<>();
    private final List<Double> callTimes = new ArrayList<>();
    private final List<Double> sizes = new ArrayList<>();
    private int failed;
    private int unfinished;
    private int callsFailed;
    private int callsNotRun;

    void add(List<Call> calls, int size) {
      int answered = 0;
      int cut = 0;
      for (Call call : calls) {
        cut += call.cutShort() ? 1 : 0;
        if (call.answered()) {
          answered++;
          callTimes.add((call.endNanos() - call.sentNanos()) / NANOS);
        }
      }
      int broken = calls.size() - answered - cut;
      callsFailed += broken;
      callsNotRun += Math.max(0, size - calls.size());
      if (broken > 0) {
        failed++;
      } else if (answered < size) {
        unfinished++;
      } else {
        long due = calls.stream().mapToLong(Call::intendedNanos).min().orElse(0);
        long end = calls.stream().mapToLong(Call::endNanos).max().orElse(0);
        graphs.add((end - due) / NANOS);
        model.add(busyNanos(calls) / NANOS);
        sizes.add((double) size);
      }
    }

    /** How long at least one of them was under way. */
    private static long busyNanos(List<Call> calls) {
      List<Call> sorted = new ArrayList<>(calls);
      sorted.sort(Comparator.comparingLong(Call::sentNanos));
      long covered = Long.MIN_VALUE;
      long busy = 0;
      for (Call call : sorted) {
        long from = Math.max(covered, call.sentNanos());
        busy += Math.max(0, call.endNanos() - from);
        covered = Math.max(covered, call.endNanos());
      }
      return busy;
    }

    GraphMetrics metrics() {
      return new GraphMetrics(
          graphs.size(),
          failed,
          unfinished,
          callTimes.size(),
          callsFailed,
          callsNotRun,
          described(graphs),
          described(model),
          described(callTimes),
          described(sizes));
    }

    private static Description described(List<Double> values) {
      return Description.of(values.stream().mapToDouble(Double::doubleValue).toArray(), RANKS);
    }
  }
}
