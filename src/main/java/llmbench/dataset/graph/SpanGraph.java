// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.dataset.DatasetException;
import org.jspecify.annotations.Nullable;

/**
 * The graph of one trace of OpenTelemetry's conventions for generative AI. Calls are the spans
 * whose {@code gen_ai.operation.name} is {@code chat}, {@code text_completion} or {@code
 * generate_content}; tools those of {@code execute_tool}; others hold them together.
 *
 * <p><b>Who waits for whom</b> is not recorded, and is read from the times: of two calls take the
 * span that holds both, and of its children those that hold one each. Where one child had ended
 * when the other began, the second call waits for the first; where they overlap, as two agents at
 * work side by side do, neither does. Only the nearest are named as parents.
 *
 * <p><b>Waits.</b> Between the end of its last parent (or the trace's begin) and a call's start,
 * the time in which a tool ran is its tool time, the rest its delay.
 *
 * <p><b>What is sent.</b> {@code gen_ai.input.messages}, with {@code gen_ai.system_instructions}
 * before them, where they were recorded; parts that are no text as their JSON, a tool's result as a
 * message of the user. Else a prompt of {@code gen_ai.usage.input_tokens}. The answer's length is
 * {@code gen_ai.usage.output_tokens}, the model {@code gen_ai.request.model}.
 */
final class SpanGraph {
  private static final double NANOS = 1e9;

  private final List<Span> trace;
  private final Map<String, Span> byId = new HashMap<>();
  private final Map<Span, List<Span>> pathOf = new HashMap<>();

  private SpanGraph(List<Span> trace) {
    this.trace = trace;
    for (Span span : trace) {
      if (byId.putIfAbsent(span.spanId(), span) != null) {
        throw span.place().at("spanId").unexpected("each id of a trace once");
      }
    }
    trace.forEach(span -> pathOf.put(span, path(span)));
  }

  /**
   * The graph; empty if the trace has no call.
   *
   * @throws DatasetException if spans are in a circle, or a call says nothing of its lengths
   */
  static Optional<AgentGraph> of(List<Span> trace) {
    SpanGraph graph = new SpanGraph(trace);
    List<Span> calls =
        trace.stream()
            .filter(span -> span.kind() == Span.Kind.CALL)
            .sorted(Comparator.comparingLong(Span::startNanos).thenComparing(Span::spanId))
            .toList();
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    List<AgentCall> made = calls.stream().map(call -> graph.call(call, calls)).toList();
    return Optional.of(new AgentGraph(trace.get(0).traceId(), made));
  }

  /** From the outermost span to this one. */
  private List<Span> path(Span span) {
    List<Span> path = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Span at = span; at != null; at = byId.get(at.parentSpanId())) {
      if (!seen.add(at.spanId())) {
        throw span.place().at("parentSpanId").unexpected("no circle of parents");
      }
      path.add(0, at);
    }
    return path;
  }

  /** Whether the first had ended before the second began, seen from the span that holds both. */
  private boolean before(Span first, Span second) {
    List<Span> one = pathOf.getOrDefault(first, List.of());
    List<Span> other = pathOf.getOrDefault(second, List.of());
    int at = 0;
    while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
      at++;
    }
    return at < one.size()
        && at < other.size()
        && one.get(at).endNanos() <= other.get(at).startNanos();
  }

  private AgentCall call(Span call, List<Span> calls) {
    List<Span> earlier = calls.stream().filter(other -> before(other, call)).toList();
    List<Span> parents =
        earlier.stream()
            .filter(one -> earlier.stream().noneMatch(other -> before(one, other)))
            .toList();
    long from = parents.stream().mapToLong(Span::endNanos).max().orElse(SpanReader.begin(trace));
    long tools = toolNanos(call, from);
    List<Map<String, Object>> messages = messages(call);
    Integer input = call.inputTokens();
    Integer output = call.outputTokens();
    if (output == null || (input == null && messages.isEmpty())) {
      throw call.place()
          .at("attributes")
          .unexpected(
              "gen_ai.usage.output_tokens, and gen_ai.usage.input_tokens or gen_ai.input.messages,"
                  + " in a call of a model");
    }
    return new AgentCall(
        call.spanId(),
        parents.stream().map(Span::spanId).toList(),
        tools / NANOS,
        Math.max(0, call.startNanos() - from - tools) / NANOS,
        messages,
        null,
        messages.isEmpty() ? input : null,
        output,
        call.text("gen_ai.request.model"));
  }

  /** How long at least one tool ran that had ended before the call, since that time. */
  private long toolNanos(Span call, long from) {
    List<Span> tools =
        trace.stream()
            .filter(span -> span.kind() == Span.Kind.TOOL && before(span, call))
            .sorted(Comparator.comparingLong(Span::startNanos))
            .toList();
    long covered = from;
    long sum = 0;
    for (Span tool : tools) {
      long end = Math.min(tool.endNanos(), call.startNanos());
      long start = Math.max(tool.startNanos(), covered);
      if (end > start) {
        sum += end - start;
        covered = end;
      }
    }
    return sum;
  }

  private static List<Map<String, Object>> messages(Span call) {
    JsonNode recorded = json(call, "gen_ai.input.messages");
    List<Map<String, Object>> messages = new ArrayList<>();
    if (recorded == null || !recorded.isArray() || recorded.isEmpty()) {
      return messages;
    }
    JsonNode system = json(call, "gen_ai.system_instructions");
    if (system != null && !content(system).isEmpty()) {
      messages.add(message("system", content(system)));
    }
    for (JsonNode said : recorded) {
      String role = said.path("role").asText("user");
      JsonNode parts = said.has("parts") ? said.path("parts") : said.path("content");
      messages.add(message(role.equals("tool") ? "user" : role, content(parts)));
    }
    return messages;
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  /** A value that may be given as a text of JSON. */
  private static @Nullable JsonNode json(Span call, String name) {
    JsonNode value = call.attributes().get(name);
    if (value == null || !value.isTextual()) {
      return value;
    }
    try {
      return GraphFile.JSON.readTree(value.textValue());
    } catch (JsonProcessingException e) {
      throw call.place().at("attributes").unexpected(name + " to be JSON");
    }
  }

  /** The texts of parts, one on a line; others as their JSON. */
  private static String content(JsonNode parts) {
    if (!parts.isArray()) {
      return parts.isTextual() ? parts.textValue() : parts.toString();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : parts) {
      texts.add(
          part.path("content").isTextual() && part.path("type").asText().equals("text")
              ? part.path("content").textValue()
              : part.toString());
    }
    return String.join("\n", texts);
  }
}
