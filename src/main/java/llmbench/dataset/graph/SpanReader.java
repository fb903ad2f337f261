// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.dataset.FileMistakes;
import llmbench.dataset.JsonPlace;

/**
 * Reads OTLP JSON (OpenTelemetry protocol, {@code opentelemetry/proto/trace/v1/trace.proto} in
 * protobuf's JSON form: 64-bit numbers are texts).
 */
final class SpanReader {
  private final FileMistakes mistakes;
  private final Map<String, List<Span>> traces = new LinkedHashMap<>();

  SpanReader(FileMistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Takes the spans of one object. */
  void read(JsonPlace file) {
    each(
        file.at("resourceSpans"),
        resource ->
            each(
                resource.at("scopeSpans"),
                scope ->
                    each(
                        scope.at("spans"),
                        span -> {
                          Span read = span(span);
                          traces
                              .computeIfAbsent(read.traceId(), unused -> new ArrayList<>())
                              .add(read);
                        })));
  }

  private void each(JsonPlace list, Consumer<JsonPlace> reader) {
    mistakes.collect(
        () -> {
          int size = list.list(0).node().size();
          for (int i = 0; i < size; i++) {
            JsonPlace item = list.at(i);
            mistakes.collect(() -> reader.accept(item));
          }
        });
  }

  private static Span span(JsonPlace span) {
    long start = nanos(span.at("startTimeUnixNano"));
    long end = nanos(span.at("endTimeUnixNano"));
    if (end < start) {
      throw span.at("endTimeUnixNano")
          .unexpected("a time not before startTimeUnixNano " + start, Long.toString(end));
    }
    JsonPlace parent = span.at("parentSpanId");
    return new Span(
        span,
        span.at("traceId").text(),
        span.at("spanId").text(),
        parent.present() ? parent.text() : "",
        start,
        end,
        attributes(span.at("attributes")));
  }

  private static long nanos(JsonPlace place) {
    try {
      if (place.node().isIntegralNumber() || place.node().isTextual()) {
        return Long.parseLong(place.node().asText());
      }
    } catch (NumberFormatException e) {
      throw place.unexpected("nanoseconds since 1970");
    }
    throw place.unexpected("nanoseconds since 1970");
  }

  private static Map<String, JsonNode> attributes(JsonPlace list) {
    Map<String, JsonNode> values = new HashMap<>();
    if (list.present()) {
      for (JsonNode attribute : list.list(0).node()) {
        values.put(attribute.path("key").asText(), plain(attribute.path("value")));
      }
    }
    return values;
  }

  /** An {@code AnyValue} as plain JSON. */
  private static JsonNode plain(JsonNode any) {
    if (any.has("arrayValue")) {
      ArrayNode list = GraphFile.JSON.createArrayNode();
      any.path("arrayValue").path("values").forEach(value -> list.add(plain(value)));
      return list;
    }
    if (any.has("kvlistValue")) {
      ObjectNode object = GraphFile.JSON.createObjectNode();
      any.path("kvlistValue")
          .path("values")
          .forEach(value -> object.set(value.path("key").asText(), plain(value.path("value"))));
      return object;
    }
    return any.isObject() && any.size() == 1 ? any.iterator().next() : NullNode.getInstance();
  }

  /** The spans of each trace; traces in the order of their begin. */
  List<List<Span>> traces() {
    List<List<Span>> all = new ArrayList<>(traces.values());
    all.sort(Comparator.comparingLong(SpanReader::begin));
    return all;
  }

  /** When the first span of a trace began. */
  static long begin(List<Span> trace) {
    return trace.stream().mapToLong(Span::startNanos).min().orElse(0);
  }
}
