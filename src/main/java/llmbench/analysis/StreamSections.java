// SPDX-License-Identifier: Apache-2.0
package llmbench.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.Percentile;
import llmbench.metrics.StreamFigures;
import llmbench.plan.AnswerKind;

/** {@link StreamFigures} as members of the result's {@code llmbench}. */
final class StreamSections {
  private StreamSections() {}

  static Map<String, Object> of(StreamFigures figures, AnswerKind answers) {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("phases", phases(figures));
    if (answers == AnswerKind.STREAMED) {
      sections.put("reasoning", reasoning(figures.reasoning()));
      sections.put("tokens_per_chunk", tokensPerChunk(figures.tokensPerChunk()));
    }
    sections.put("lengths", lengths(figures));
    return sections;
  }

  private static Map<String, Object> phases(StreamFigures figures) {
    Map<String, Object> members = new LinkedHashMap<>();
    latency(members, "connecting", figures.connecting());
    latency(members, "waiting", figures.waiting());
    latency(members, "receiving", figures.receiving());
    return members;
  }

  private static Map<String, Object> reasoning(StreamFigures.Reasoning reasoning) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requests", reasoning.requests());
    if (reasoning.requests() > 0) {
      members.put("requests_without_answer", reasoning.withoutAnswer());
      members.put("reasoning_chunks", reasoning.reasoningChunks());
      members.put("answer_chunks", reasoning.answerChunks());
      if (reasoning.reasoningTokens() >= 0) {
        members.put("reasoning_tokens", reasoning.reasoningTokens());
      }
      latency(members, "ttfa", reasoning.timeToFirstAnswer());
    }
    return members;
  }

  private static Map<String, Object> tokensPerChunk(StreamFigures.TokensPerChunk tokens) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("output_chunks", tokens.outputChunks());
    members.put("chunks_with_several_tokens", tokens.severalTokens());
    if (tokens.severalTokens() > 0) {
      latency(members, "per_token_itl", tokens.perToken());
    }
    return members;
  }

  private static Map<String, Object> lengths(StreamFigures figures) {
    StreamFigures.Lengths lengths = figures.lengths();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("prompts_counted_by_server", lengths.promptsTold());
    members.put("prompt_tokens_added_by_server", lengths.usualDifference());
    members.put("prompts_of_other_length", lengths.otherPrompts());
    members.put("prompts_of_other_length_indexes", lengths.otherPromptIndexes());
    members.put("short_answers", lengths.shortAnswers());
    members.put("short_answers_indexes", lengths.shortAnswerIndexes());
    members.put("as_asked", !lengths.notAsAsked(figures.completed()));
    return members;
  }

  private static void latency(Map<String, Object> members, String name, LatencyStats stats) {
    members.put("mean_" + name + "_ms", stats.meanMillis());
    members.put("median_" + name + "_ms", stats.medianMillis());
    for (Percentile percentile : stats.percentiles()) {
      members.put("p" + percentile.word() + "_" + name + "_ms", percentile.millis());
    }
  }
}
