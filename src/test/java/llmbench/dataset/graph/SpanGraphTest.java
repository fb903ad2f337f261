// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces whose times are told in milliseconds after a begin. */
class SpanGraphTest {
  private static final long BEGIN = 1_780_000_000_000_000_000L;

  @TempDir Path folder;

  private static String span(
      String trace, String id, String parent, int from, int to, String... attributes) {
    List<String> list = new ArrayList<>();
    for (String attribute : attributes) {
      int at = attribute.indexOf('=');
      String value = attribute.substring(at + 1);
      String typed =
          value.matches("\\d+")
              ? "{\"intValue\": \"" + value + "\"}"
              : "{\"stringValue\": \"" + value.replace("\"", "\\\"") + "\"}";
      list.add("{\"key\": \"" + attribute.substring(0, at) + "\", \"value\": " + typed + "}");
    }
    return "{\"traceId\": \"%s\", \"spanId\": \"%s\", \"parentSpanId\": \"%s\","
            .formatted(trace, id, parent)
        + " \"startTimeUnixNano\": \"%d\", \"endTimeUnixNano\": %d, \"attributes\": [%s]}"
            .formatted(BEGIN + from * 1_000_000L, BEGIN + to * 1_000_000L, String.join(",", list));
  }

  private static String call(String id, String parent, int from, int to) {
    return span(
        "t",
        id,
        parent,
        from,
        to,
        "gen_ai.operation.name=chat",
        "gen_ai.request.model=m",
        "gen_ai.usage.input_tokens=100",
        "gen_ai.usage.output_tokens=7");
  }

  private static String tool(String id, String parent, int from, int to) {
    return span("t", id, parent, from, to, "gen_ai.operation.name=execute_tool");
  }

  private List<AgentGraph> read(String... spans) throws IOException {
    String line =
        "{\"resourceSpans\": [{\"scopeSpans\": [{\"spans\": [" + String.join(",", spans) + "]}]}]}";
    return GraphFile.read(Files.writeString(folder.resolve("spans.jsonl"), line + "\n"));
  }

  private static String edges(AgentGraph graph) {
    List<String> edges = new ArrayList<>();
    for (AgentCall call : graph.calls()) {
      edges.add(call.id() + call.parents());
    }
    return String.join(" ", edges);
  }

  @Test
  void callsOfOneAgentFollowEachOtherWithToolsBetween() throws IOException {
    AgentGraph graph =
        read(
                span("t", "agent", "", 0, 1000, "gen_ai.operation.name=invoke_agent"),
                call("b", "agent", 500, 700),
                call("a", "agent", 10, 200),
                tool("x", "agent", 220, 400),
                tool("y", "agent", 300, 450),
                call("c", "agent", 700, 900))
            .get(0);
    assertThat(graph.id()).isEqualTo("t");
    assertThat(edges(graph)).isEqualTo("a[] b[a] c[b]");
    AgentCall first = graph.calls().get(0);
    assertThat(first.delaySeconds()).isEqualTo(0.01);
    assertThat(first.toolSeconds()).isZero();
    assertThat(first.inputLen()).isEqualTo(100);
    assertThat(first.outputLen()).isEqualTo(7);
    assertThat(first.model()).isEqualTo("m");
    AgentCall second = graph.calls().get(1);
    assertThat(second.toolSeconds()).isEqualTo(0.23);
    assertThat(second.delaySeconds()).isEqualTo(0.07);
    assertThat(graph.calls().get(2).waitSeconds()).isZero();
  }

  /** Two agents side by side; one call after both. */
  @Test
  void agentsSideBySideDoNotWaitForEachOther() throws IOException {
    AgentGraph graph =
        read(
                span("t", "root", "", 0, 1000),
                span("t", "one", "root", 100, 600, "gen_ai.operation.name=invoke_agent"),
                span("t", "two", "root", 100, 700, "gen_ai.operation.name=invoke_agent"),
                call("plan", "root", 0, 100),
                call("a1", "one", 100, 200),
                call("a2", "one", 350, 600),
                call("b1", "two", 100, 300),
                call("b2", "two", 400, 700),
                tool("x", "one", 210, 340),
                call("end", "root", 800, 900))
            .get(0);
    assertThat(edges(graph)).isEqualTo("plan[] a1[plan] b1[plan] a2[a1] b2[b1] end[a2, b2]");
    assertThat(graph.calls().get(3).toolSeconds()).isEqualTo(0.13);
    assertThat(graph.calls().get(4).toolSeconds()).as("of the other agent").isZero();
    assertThat(graph.calls().get(5).delaySeconds()).isEqualTo(0.1);
  }

  @Test
  void recordedMessagesAreSent() throws IOException {
    AgentGraph graph =
        read(span(
                "t",
                "a",
                "gone",
                0,
                5,
                "gen_ai.operation.name=chat",
                "gen_ai.usage.output_tokens=3",
                "gen_ai.system_instructions=[{'type':'text','content':'brief'}]".replace('\'', '"'),
                "gen_ai.input.messages=[{'role':'user','parts':[{'type':'text','content':'hi'}]},{'role':'tool','parts':[{'type':'tool_call_response','result':4}]}]"
                    .replace('\'', '"')))
            .get(0);
    assertThat(graph.calls().get(0).messages())
        .containsExactly(
            Map.of("role", "system", "content", "brief"),
            Map.of("role", "user", "content", "hi"),
            Map.of("role", "user", "content", "{\"type\":\"tool_call_response\",\"result\":4}"));
    assertThat(graph.calls().get(0).inputLen()).isNull();
  }

  @Test
  void eachTraceIsAGraphInTheOrderOfItsBegin() throws IOException {
    String later =
        span(
            "late",
            "a",
            "",
            900,
            950,
            "gen_ai.request.model=m",
            "gen_ai.usage.prompt_tokens=5",
            "gen_ai.usage.completion_tokens=6");
    assertThat(read(later, call("a", "", 0, 1), span("none", "x", "", 0, 1)))
        .extracting(AgentGraph::id)
        .containsExactly("t", "late");
  }

  @Test
  void oneObjectOverManyLinesIsRead() throws IOException {
    String text =
        "{\n\"resourceSpans\": [{\"scopeSpans\": [\n{\"spans\": ["
            + call("a", "", 0, 1)
            + "]}]}]\n}\n";
    Path file = Files.writeString(folder.resolve("spans.json"), text);
    assertThat(GraphFile.read(file)).hasSize(1);
  }

  @Test
  void mistakesAreToldWithTheirPlace() {
    assertThatThrownBy(
            () ->
                read(
                    span("t", "a", "", 5, 4),
                    span("u", "a", "", 0, 1, "gen_ai.operation.name=chat"),
                    "{\"traceId\": 4}",
                    span("v", "a", "b", 0, 1),
                    span("v", "b", "a", 0, 1),
                    span("w", "a", "", 0, 1),
                    span("w", "a", "", 0, 1)))
        .hasMessageContaining(
            "spans.jsonl:1 resourceSpans[0].scopeSpans[0].spans[0].endTimeUnixNano: expected a time"
                + " not before startTimeUnixNano 1780000000005000000, found 1780000000004000000")
        .hasMessageContaining(
            "spans[1].attributes: expected gen_ai.usage.output_tokens, and"
                + " gen_ai.usage.input_tokens or gen_ai.input.messages")
        .hasMessageContaining("spans[2].startTimeUnixNano: expected nanoseconds since 1970")
        .hasMessageContaining("parentSpanId: expected no circle of parents")
        .hasMessageContaining("spans[6].spanId: expected each id of a trace once");
  }

  @Test
  void spansWithoutACallAreNoGraph() {
    assertThatThrownBy(() -> read(span("t", "a", "", 0, 1)))
        .hasMessageContaining("spans of OpenTelemetry with calls of a model");
  }
}
