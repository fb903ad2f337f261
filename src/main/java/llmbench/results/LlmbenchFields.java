// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import llmbench.metrics.CancelledCounts;
import llmbench.metrics.FailureGroup;
import llmbench.metrics.LatencyStats;
import llmbench.metrics.RetryCounts;
import llmbench.metrics.ServingFigures;
import llmbench.metrics.ServingMetrics;
import llmbench.metrics.TokenCounts;
import llmbench.plan.AnswerKind;
import llmbench.plan.Case;

/** Writes the result's {@code llmbench}: all that is ours. */
final class LlmbenchFields {
  /** The version of this object's form; it grows when a member changes its meaning. */
  static final int FORMAT = 1;

  /** The members' names, which no section may have. */
  static final Set<String> MEMBERS =
      union(
          AnalysisFields.MEMBERS,
          "format",
          "versions",
          "case",
          "simulated",
          "partial",
          "notes",
          "seed",
          "options",
          "counts",
          "failures",
          "retries",
          "peak_requests_in_flight",
          "peak_output_chunks_per_s",
          "tokens",
          "vllm_definitions",
          "definitions");

  private static final int EXAMPLE_CHARACTERS = 500;

  private final JsonGenerator json;
  private final FigureFields fields;

  LlmbenchFields(JsonGenerator json, FigureFields fields) {
    this.json = json;
    this.fields = fields;
  }

  void write(ServingMetrics metrics, ResultContext context, List<String> ignoredMetadata)
      throws IOException {
    Case benchCase = context.benchCase();
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeObjectField("versions", context.versions());
    json.writeObjectField("case", caseOf(benchCase));
    json.writeBooleanField("simulated", context.simulated());
    json.writeBooleanField("partial", context.partial());
    json.writeObjectField("notes", ResultNotes.of(metrics, context, ignoredMetadata));
    json.writeNumberField("seed", context.plan().seedOf(benchCase));
    json.writeObjectField("options", context.plan().options());
    json.writeObjectField("counts", counts(metrics, context));
    json.writeObjectField("failures", groups(metrics.failures()));
    json.writeObjectField("retries", retries(metrics.retries()));
    if (metrics.cancelled().requests() > 0) {
      json.writeObjectField("cancelled", cancelled(metrics.cancelled(), context));
    }
    json.writeNumberField("peak_requests_in_flight", metrics.peakInFlight());
    AnswerKind answers = context.plan().metrics().answers();
    if (answers == AnswerKind.STREAMED) {
      json.writeNumberField("peak_output_chunks_per_s", metrics.peakOutputChunksPerSecond());
    }
    new AnalysisFields(json, fields, context).write(metrics.further());
    writeTokens(metrics.tokens(), answers);
    writeVllmDefinitions(metrics.vllmDefinitions(), context);
    json.writeObjectField("definitions", Definitions.inWords());
    for (Map.Entry<String, Object> section : context.sections().entrySet()) {
      if (section.getKey().equals(ResultContext.CANCELLED_SERVER)) {
        continue;
      }
      json.writeObjectField(section.getKey(), section.getValue());
    }
    json.writeEndObject();
  }

  private static Set<String> union(Set<String> others, String... names) {
    Set<String> all = new HashSet<>(others);
    all.addAll(List.of(names));
    return Set.copyOf(all);
  }

  private static Map<String, Object> caseOf(Case benchCase) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", benchCase.name());
    members.put("number", benchCase.number());
    members.put("run", benchCase.run());
    members.put("input_len", benchCase.inputLen());
    members.put("output_len", benchCase.outputLen());
    return members;
  }

  private static Map<String, Object> counts(ServingMetrics metrics, ResultContext context) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("asked", context.benchCase().asked());
    members.put("sent", metrics.sent());
    members.put("completed", metrics.figures().completed());
    members.put("failed", metrics.figures().failed());
    members.put("tries", metrics.sent() + metrics.retries().tries());
    members.put("gatling", context.gatlingCounts());
    return members;
  }

  private static Map<String, Object> cancelled(CancelledCounts counts, ResultContext context) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requests", counts.requests());
    members.put("output_tokens", counts.outputTokens());
    members.put("reasons", groups(counts.reasons()));
    Object server = context.sections().get(ResultContext.CANCELLED_SERVER);
    if (server != null) {
      members.put("server", server);
    }
    return members;
  }

  private static List<Map<String, Object>> groups(List<FailureGroup> groups) {
    return groups.stream().map(LlmbenchFields::group).toList();
  }

  private static Map<String, Object> group(FailureGroup group) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kind", group.kind());
    members.put("http_status", group.httpStatus() == 0 ? null : group.httpStatus());
    members.put("count", group.count());
    members.put("example", shortened(group.example()));
    return members;
  }

  private static String shortened(String text) {
    if (text.length() <= EXAMPLE_CHARACTERS) {
      return text;
    }
    // Never between the two halves of a character.
    int end =
        EXAMPLE_CHARACTERS
            - (Character.isHighSurrogate(text.charAt(EXAMPLE_CHARACTERS - 1)) ? 1 : 0);
    return text.substring(0, end) + "... (" + text.length() + " characters)";
  }

  private static Map<String, Object> retries(RetryCounts retries) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("tries", retries.tries());
    members.put("requests", retries.requests());
    members.put("recovered", retries.recovered());
    members.put("reasons", groups(retries.reasons()));
    return members;
  }

  private void writeTokens(TokenCounts tokens, AnswerKind answers) throws IOException {
    json.writeObjectFieldStart("tokens");
    json.writeObjectField("prompt_sources", tokens.promptSources());
    json.writeObjectField("output_sources", tokens.outputSources());
    json.writeNumberField("short_answers", tokens.shortAnswers());
    json.writeNumberField("missing_tokens", tokens.missingTokens());
    if (answers == AnswerKind.STREAMED) {
      json.writeNumberField("output_chunks", tokens.outputChunks());
      json.writeNumberField("multi_token_requests", tokens.multiTokenRequests());
    }
    LatencyStats perToken = tokens.perTokenItl();
    if (perToken != null) {
      fields.writeLatency("per_token_itl", perToken);
    }
    json.writeEndObject();
  }

  private void writeVllmDefinitions(ServingFigures figures, ResultContext context)
      throws IOException {
    json.writeObjectFieldStart("vllm_definitions");
    AnswerKind answers = context.plan().metrics().answers();
    fields.writeCounts(figures, answers);
    fields.writePeaks(figures, answers);
    fields.writeLatencies(figures, context.plan().metrics(), context.benchCase());
    json.writeEndObject();
  }
}
