// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import llmbench.recording.RequestSession;

/**
 * Figures of conversations, from the records that name one. Only the last try of a turn counts, and
 * only a completed turn has times.
 */
public final class ConversationMetrics {
  private final List<TurnSample> ours = new ArrayList<>();
  private final List<TurnSample> vllm = new ArrayList<>();
  private final Map<Integer, Integer> failedOfTurn = new TreeMap<>();
  private final Set<String> conversations = new HashSet<>();
  private final Set<String> failed = new HashSet<>();
  private int cutShort;
  private double warmupSeconds = Double.NaN;

  /** Of no records yet. */
  public ConversationMetrics() {}

  /**
   * The figures of a case's records, in any order; those without a conversation are passed over.
   */
  public static ConversationMetrics of(Iterable<RequestRecord> records) {
    ConversationMetrics metrics = new ConversationMetrics();
    records.forEach(metrics::add);
    return metrics;
  }

  /** Takes a record; one without a conversation is passed over. */
  public void add(RequestRecord record) {
    RequestSession session = record.about().session();
    String conversation = session.conversation();
    if (conversation == null || !record.last()) {
      return;
    }
    conversations.add(conversation);
    if (record.outcome().completed()) {
      ours.add(TurnSample.ours(record));
      vllm.add(TurnSample.vllm(record));
    } else if (record.outcome() == Outcome.INTERRUPTED || record.outcome() == Outcome.CANCELLED) {
      cutShort++;
    } else {
      failed.add(conversation);
      failedOfTurn.merge(session.turn(), 1, Integer::sum);
    }
  }

  /** Says how long the first turns took that were sent ahead, which no record tells. */
  public void warmedUpFor(double seconds) {
    warmupSeconds = seconds;
  }

  /** Conversations of which a turn was sent. */
  public int conversations() {
    return conversations.size();
  }

  /** Conversations of which a turn failed. */
  public int failedConversations() {
    return failed.size();
  }

  /** Turns that were under way when the run or its time ended; neither completed nor failed. */
  public int turnsCutShort() {
    return cutShort;
  }

  /** The completed turns by our reading, in the order of the records. */
  List<TurnSample> turns() {
    return List.copyOf(ours);
  }

  /** The completed turns by vLLM's reading, in the order of the records. */
  public List<TurnSample> vllmTurns() {
    return List.copyOf(vllm);
  }

  /**
   * Figures of each turn, the first ones first; turns of which nothing was sent are not among them.
   */
  public List<TurnGroup> byTurn() {
    Map<Integer, List<TurnSample>> samples = new TreeMap<>();
    failedOfTurn.keySet().forEach(turn -> samples.put(turn, new ArrayList<>()));
    for (TurnSample sample : ours) {
      samples.computeIfAbsent(sample.turn(), unused -> new ArrayList<>()).add(sample);
    }
    List<TurnGroup> groups = new ArrayList<>();
    samples.forEach(
        (turn, own) -> groups.add(TurnGroup.of(turn, own, failedOfTurn.getOrDefault(turn, 0))));
    return groups;
  }

  /** Figures of all turns; its number is -1. */
  public TurnGroup allTurns() {
    return TurnGroup.of(-1, ours, failedOfTurn.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** Figures of the first turns, of which nothing can be in the cache but what others share. */
  public TurnGroup firstTurns() {
    return TurnGroup.of(
        0, ours.stream().filter(s -> s.turn() == 0).toList(), failedOfTurn.getOrDefault(0, 0));
  }

  /** Figures of all turns but the first ones; its number is -1. */
  public TurnGroup laterTurns() {
    Collection<Integer> all = failedOfTurn.values();
    int failures = all.stream().mapToInt(Integer::intValue).sum();
    return TurnGroup.of(
        -1,
        ours.stream().filter(s -> s.turn() > 0).toList(),
        failures - failedOfTurn.getOrDefault(0, 0));
  }

  /**
   * The summary by our reading.
   *
   * @param warmupShare see {@link TurnSummary#of}
   */
  public TurnSummary summary(double warmupShare) {
    return TurnSummary.of(ours, warmupShare, warmupSeconds, false);
  }

  /**
   * The summary by vLLM's reading.
   *
   * @param warmupShare see {@link TurnSummary#of}
   */
  public TurnSummary vllmSummary(double warmupShare) {
    return TurnSummary.of(vllm, warmupShare, warmupSeconds, true);
  }
}
