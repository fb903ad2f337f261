// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.Description;
import llmbench.metrics.GraphMetrics;
import llmbench.metrics.Percentile;
import llmbench.metrics.TurnGroup;
import llmbench.metrics.TurnSummary;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MultiTurnSpec;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The result's {@code llmbench.conversations} and {@code llmbench.graphs}: what records tell, and
 * what the end mark has of those that left no record.
 */
public final class TalkSections {
  /** The section on conversations; in the end mark the counts alone. */
  public static final String CONVERSATIONS = "conversations";

  /** The section on agent graphs; in the end mark the counts alone. */
  public static final String GRAPHS = "graphs";

  /** In the header: each graph's number of calls, by its id. No part of the result. */
  public static final String CALLS_OF_GRAPHS = "calls_of_graphs";

  /** In the header: vLLM's parameters of conversations that were made; in the section then. */
  public static final String GENERATOR = "conversations_generator";

  private static final String COUNTS = "counts";

  private final ConversationMetrics conversations = new ConversationMetrics();
  private final GraphMetrics.Calls calls = new GraphMetrics.Calls();

  TalkSections() {}

  void add(RequestRecord record) {
    conversations.add(record);
    calls.add(record);
  }

  /**
   * Adds the sections to those of a result.
   *
   * @param options of the data set
   * @param sections with what header and end mark hold; changed
   */
  TalkFigures complete(DatasetOptions options, Map<String, Object> sections) {
    Map<String, Integer> callsOf = callsOf(sections.remove(CALLS_OF_GRAPHS));
    Object generator = sections.remove(GENERATOR);
    if (options instanceof DatasetOptions.MultiTurn) {
      sections.put(CONVERSATIONS, conversations(sections.get(CONVERSATIONS), generator));
      return new TalkFigures(conversations, null);
    }
    if (options instanceof DatasetOptions.AgentGraphs) {
      GraphMetrics metrics = calls.metrics(callsOf);
      sections.put(GRAPHS, graphs(metrics, sections.get(GRAPHS)));
      return new TalkFigures(null, metrics);
    }
    return TalkFigures.NONE;
  }

  private static Map<String, Integer> callsOf(@Nullable Object header) {
    Map<String, Integer> callsOf = new HashMap<>();
    if (header instanceof Map<?, ?> sizes) {
      sizes.forEach(
          (id, size) -> {
            if (size instanceof Number number) {
              callsOf.put(String.valueOf(id), number.intValue());
            }
          });
    }
    return callsOf;
  }

  private Map<String, Object> conversations(@Nullable Object told, @Nullable Object generator) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (told instanceof Map<?, ?> ended) {
      Map<Object, @Nullable Object> counts = new LinkedHashMap<>(ended);
      if (counts.remove(MultiTurnSpec.WARMUP_RUNTIME) instanceof Number seconds) {
        conversations.warmedUpFor(seconds.doubleValue());
      }
      members.put(COUNTS, counts);
    }
    if (generator != null) {
      members.put("generator", generator);
    }
    members.put("begun", conversations.conversations());
    members.put("with_a_failed_turn", conversations.failedConversations());
    members.put("turns_cut_short", conversations.turnsCutShort());
    members.put("summary", summary(conversations.summary(0)));
    members.put("vllm_summary", summary(conversations.vllmSummary(0)));
    members.put("all_turns", group(conversations.allTurns()));
    members.put("first_turns", group(conversations.firstTurns()));
    members.put("later_turns", group(conversations.laterTurns()));
    List<Map<String, Object>> turns =
        conversations.byTurn().stream().map(TalkSections::numbered).toList();
    members.put("turns", turns);
    return members;
  }

  private static Map<String, Object> summary(TurnSummary summary) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("runtime_sec", summary.runtimeSeconds());
    members.put("requests_per_sec", summary.requestsPerSecond());
    if (summary.warmedUp()) {
      members.put(MultiTurnSpec.WARMUP_RUNTIME, summary.warmupSeconds());
      members.put(MultiTurnSpec.TOTAL_RUNTIME, summary.totalSeconds());
    }
    summary.columns().forEach((name, column) -> members.put(name, described(column)));
    return members;
  }

  private static Map<String, Object> numbered(TurnGroup group) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("turn", group.turn());
    members.putAll(group(group));
    return members;
  }

  private static Map<String, Object> group(TurnGroup group) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("completed", group.completed());
    members.put("failed", group.failed());
    members.put("ttft_ms", described(group.ttftMillis()));
    members.put("tpot_ms", described(group.tpotMillis()));
    members.put("e2el_ms", described(group.e2elMillis()));
    members.put("input_num_tokens", described(group.inputTokens()));
    members.put("output_num_tokens", described(group.outputTokens()));
    members.put("approx_cached_percent", described(group.approxCachedPercent()));
    if (group.cachedPercent().count() > 0) {
      members.put("cached_percent", described(group.cachedPercent()));
    }
    return members;
  }

  private static Map<String, Object> graphs(GraphMetrics metrics, @Nullable Object counts) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (counts != null) {
      members.put(COUNTS, counts);
    }
    members.put("completed", metrics.completed());
    members.put("failed", metrics.failed());
    members.put("unfinished", metrics.unfinished());
    members.put("calls_completed", metrics.callsCompleted());
    members.put("calls_failed", metrics.callsFailed());
    members.put("calls_not_run", metrics.callsNotRun());
    members.put("graph_ms", described(metrics.graphMillis()));
    members.put("model_ms", described(metrics.modelMillis()));
    members.put("call_ms", described(metrics.callMillis()));
    members.put("calls_per_graph", described(metrics.callsPerGraph()));
    return members;
  }

  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  private static Map<String, Object> described(Description of) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", of.count());
    members.put("mean", number(of.mean()));
    members.put("std", number(of.std()));
    members.put("min", number(of.min()));
    for (Percentile quantile : of.quantiles()) {
      members.put("p" + quantile.word(), number(quantile.millis()));
    }
    members.put("max", number(of.max()));
    return members;
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
