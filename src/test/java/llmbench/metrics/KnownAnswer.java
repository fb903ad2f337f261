// SPDX-License-Identifier: Apache-2.0
package llmbench.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;

/**
 * Made-up requests with what the real vLLM 0.32.0 computes and prints of them, from {@code
 * golden/vllm/known-*.json}; made by {@code make_known_answers.py}, which lies beside them.
 */
public record KnownAnswer(String name, JsonNode json) {
  public static final List<String> NAMES = List.of("plain", "mixed", "on-the-second", "all-failed");

  public static KnownAnswer load(String name) {
    String resource = "/golden/vllm/known-" + name + ".json";
    try (InputStream in = KnownAnswer.class.getResourceAsStream(resource)) {
      return new KnownAnswer(name, new JsonMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All requests were due at the start, as vLLM has it with an infinite rate. */
  public List<RequestRecord> records() {
    List<RequestRecord> records = new ArrayList<>();
    for (JsonNode request : json.get("requests")) {
      Requests builder =
          Requests.request(records.size())
              .sentAtNanos(request.get("sent").asLong())
              .dueAt(0)
              .endedAtNanos(request.get("end").asLong())
              .promptTokens(request.get("prompt_tokens").asInt())
              .outputTokens(request.get("output_tokens").asInt());
      for (JsonNode chunk : request.get("chunks")) {
        builder.chunk(chunk.get(0).asLong(), (byte) chunk.get(1).asText().charAt(0));
      }
      Outcome outcome = Outcome.valueOf(request.get("outcome").asText().toUpperCase(Locale.ROOT));
      if (!outcome.completed()) {
        builder.failed(outcome, 0, request.get("error").asText());
      }
      records.add(builder.build());
    }
    return records;
  }

  public MetricSpec spec() {
    List<Double> percentiles = new ArrayList<>();
    json.get("percentiles").forEach(rank -> percentiles.add(rank.asDouble()));
    JsonNode goodput = json.get("goodput");
    return new MetricSpec(
        Set.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.E2EL, Metric.CLIENT_QUEUE_TIME),
        percentiles,
        new Slo(
            goodput.get("ttft").asDouble(),
            goodput.get("tpot").asDouble(),
            goodput.get("e2el").asDouble()));
  }

  public Case benchCase() {
    return new Case(1, 256, 256, json.get("max_concurrency").asInt(), json.get("requests").size());
  }

  public ServingMetrics metrics() {
    return ServingMetrics.of(records(), spec());
  }

  /** vLLM's result on output chunks of completed requests. */
  public JsonNode outputChunks() {
    return json.get("output_chunks");
  }

  /** vLLM's result on all chunks of completed requests. */
  public JsonNode allChunksOfCompleted() {
    return json.get("all_chunks_of_completed");
  }

  /** vLLM's result on all chunks of the requests that it takes for successes. */
  public JsonNode vllmDefinitions() {
    return json.get("vllm_definitions");
  }

  /** What vLLM printed on output chunks of completed requests. */
  public String console() {
    return json.get("console").asText();
  }

  @Override
  public String toString() {
    return name;
  }
}
