// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.dataset.graph.AgentCall;
import llmbench.dataset.graph.AgentGraph;
import llmbench.dataset.graph.GraphFile;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestAbout;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dataset_name: agent_graph}: calls are sent when those before them have ended. */
class AgentGraphsEndToEndTest {
  private static final Path SAMPLES = Path.of("src/test/resources/datasets");
  private static final Path GRAPHS = SAMPLES.resolve("agent_graph.jsonl");
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e6;

  @TempDir private Path folder;

  private GatlingProcess graphs(EmbeddedEngine engine, Path file) {
    return new GatlingProcess(folder)
        .option("base_url", engine.baseUri())
        .option("dataset_name", "agent_graph")
        .option("dataset_path", file)
        .option("input_output", "")
        .option("concurrency_prompts", "");
  }

  @Test
  void noCallIsSentBeforeItsParentsEndedAndTheirToolsRan() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(30, 2)) {
      GatlingProcess.Finished run = graphs(engine, GRAPHS).option("max_active_graphs", 2).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isBetween(2, 4);
      assertThat(run.output()).contains("Graphs: 3 completed, 0 failed, 0 unfinished; calls: 9");
    }
    List<RequestRecord> records = records("mcinf_npall");
    assertThat(records).hasSize(9);
    double longest = 0;
    for (AgentGraph graph : GraphFile.read(GRAPHS)) {
      Map<String, RequestRecord> byCall = new HashMap<>();
      records.stream()
          .filter(r -> graph.id().equals(r.about().session().graph()))
          .forEach(r -> byCall.put(String.valueOf(r.about().session().call()), r));
      assertThat(byCall).hasSize(graph.calls().size());
      long begin = Long.MAX_VALUE;
      long end = 0;
      for (AgentCall call : graph.calls()) {
        RequestRecord record = requireNonNull(byCall.get(call.id()));
        begin = Math.min(begin, record.intendedNanos());
        end = Math.max(end, record.endNanos());
        assertThat(record.outputTokens()).isEqualTo(call.outputLen());
        if (!call.parents().isEmpty()) {
          long parents =
              call.parents().stream()
                  .mapToLong(id -> requireNonNull(byCall.get(id)).endNanos())
                  .max()
                  .orElse(0);
          long due = parents + Math.round(call.waitSeconds() * NANOS);
          assertThat(record.intendedNanos()).as(graph.id() + " " + call.id()).isEqualTo(due);
          assertThat(record.sentNanos()).isGreaterThanOrEqualTo(due);
        }
      }
      longest = Math.max(longest, (end - begin) / MILLIS);
    }
    JsonNode result = result("bench_mcinf_npall.json");
    assertThat(result.path("num_prompts").asInt()).isEqualTo(9);
    JsonNode graphs = result.at("/llmbench/graphs");
    assertThat(graphs.path("counts").path("completed").asInt()).isEqualTo(3);
    assertThat(graphs.path("graph_ms").path("max").asDouble()).isCloseTo(longest, within(1e-6));
    assertThat(graphs.path("call_ms").path("count").asInt()).isEqualTo(9);
    assertThat(graphs.path("model_ms").path("max").asDouble())
        .isLessThan(graphs.path("graph_ms").path("max").asDouble());
    reportIsTheSame();
  }

  private void reportIsTheSame() throws Exception {
    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run(
            "report", folder.resolve("results").toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(again.resolve("bench_mcinf_npall.json"))
        .hasSameBinaryContentAs(folder.resolve("results/bench_mcinf_npall.json"));
  }

  @Test
  void graphsBeginAtTheirTimesWhateverBecomesOfThoseBefore() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(200, 2)) {
      GatlingProcess.Finished run =
          graphs(engine, GRAPHS).option("request_rate", 10).option("burstiness", "inf").run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("Traffic request rate: 10.0\nBurstiness factor: inf");
    }
    List<RequestRecord> records = records("mcinf_npall_rr10");
    assertThat(records).hasSize(9);
    List<Long> firsts = firstDue(records);
    assertThat(firsts.get(1) - firsts.get(0)).as("equal gaps").isEqualTo(100_000_000);
    assertThat(firsts.get(2) - firsts.get(1)).isEqualTo(100_000_000);
    assertThat(records).allMatch(r -> r.about().releasedNanos() == RequestAbout.NOT_HELD);
    JsonNode result = result("bench_mcinf_npall_rr10.json");
    assertThat(result.path("request_rate").asDouble()).isEqualTo(10);
    assertThat(result.at("/llmbench/graphs/counts/waiting").asInt()).isZero();
    assertThat(Files.readAllLines(folder.resolve("results/arrivals/mcinf_npall_rr10.txt")))
        .filteredOn(line -> !line.startsWith("#"))
        .hasSize(3);
  }

  @Test
  void graphsThatTheCapHoldsBackKeepTheTimeAtWhichTheyCame() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(200, 2)) {
      GatlingProcess.Finished run =
          graphs(engine, GRAPHS)
              .option("request_rate", 10)
              .option("burstiness", "inf")
              .option("max_active_graphs", 1)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    List<RequestRecord> records = records("mcinf_npall_rr10");
    assertThat(records).hasSize(9);
    List<Long> firsts = firstDue(records);
    assertThat(firsts.get(1) - firsts.get(0)).isEqualTo(100_000_000);
    assertThat(firsts.get(2) - firsts.get(1)).isEqualTo(100_000_000);
    List<RequestRecord> held =
        records.stream().filter(r -> r.about().releasedNanos() != RequestAbout.NOT_HELD).toList();
    assertThat(held).as("what is due at once in the second and third graph").isNotEmpty();
    for (RequestRecord record : held) {
      assertThat(record.about().session().graph()).isNotEqualTo(graphOf(records, 0));
      assertThat(record.intendedNanos()).isIn(firsts);
      assertThat(record.about().releasedNanos())
          .isGreaterThan(record.intendedNanos() + 100_000_000)
          .isLessThanOrEqualTo(record.sentNanos());
    }
    for (int i = 1; i < 3; i++) { // one after the other
      String before = graphOf(records, i - 1);
      long ended =
          records.stream()
              .filter(r -> before.equals(r.about().session().graph()))
              .mapToLong(RequestRecord::endNanos)
              .max()
              .orElseThrow();
      String next = graphOf(records, i);
      assertThat(records)
          .filteredOn(r -> next.equals(r.about().session().graph()))
          .allMatch(r -> r.sentNanos() >= ended);
    }
    JsonNode own = result("bench_mcinf_npall_rr10.json").path("llmbench");
    assertThat(own.at("/graphs/counts/completed").asInt()).isEqualTo(3);
    double waited = (held.get(held.size() - 1).sentNanos() - firsts.get(2)) / MILLIS;
    assertThat(own.at("/graphs/graph_ms/max").asDouble())
        .as("the wait is in the graph's latency")
        .isGreaterThan(waited);
  }

  /** When the first call of each graph was due, in the order of their coming. */
  private static List<Long> firstDue(List<RequestRecord> records) {
    Map<String, Long> first = new HashMap<>();
    records.forEach(
        r ->
            first.merge(String.valueOf(r.about().session().graph()), r.intendedNanos(), Math::min));
    return first.values().stream().sorted().toList();
  }

  /** The graph that came as the n-th. */
  private static String graphOf(List<RequestRecord> records, int number) {
    long due = firstDue(records).get(number);
    return records.stream()
        .filter(r -> r.intendedNanos() == due)
        .map(r -> String.valueOf(r.about().session().graph()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCallThatFailsTakesWhatWaitsForItWithIt() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "2:http 500")) {
      GatlingProcess.Finished run =
          graphs(engine, GRAPHS).option("max_active_graphs", 1).option("max_failed_ratio", 1).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.generationRequests()).as("all but the answer of trip-1").isEqualTo(8);
    }
    Set<String> sent =
        records("mcinf_npall").stream()
            .map(r -> r.about().session().graph() + "/" + r.about().session().call())
            .collect(Collectors.toSet());
    assertThat(sent).hasSize(8).doesNotContain("trip-1/answer");
    JsonNode graphs = result("bench_mcinf_npall.json").at("/llmbench/graphs");
    assertThat(graphs.path("completed").asInt()).isEqualTo(2);
    assertThat(graphs.path("failed").asInt()).isEqualTo(1);
    assertThat(graphs.path("calls_failed").asInt()).isEqualTo(1);
    assertThat(graphs.path("calls_not_run").asInt()).isEqualTo(1);
    assertThat(graphs.path("counts").path("failed").asInt()).isEqualTo(1);
    assertThat(graphs.path("graph_ms").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void spansOfOpenTelemetryAreReplayed() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          graphs(engine, SAMPLES.resolve("agent_spans.jsonl"))
              .option("concurrency_prompts", "[[1, 100]]")
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isEqualTo(1);
    }
    List<RequestRecord> records = records("mc1_np100");
    assertThat(records)
        .extracting(r -> r.about().session().call())
        .containsExactly("a1", "a3", "a4");
    // The tool ran for 60 ms, and the agent thought for 10 ms more; then for 20 ms.
    assertThat(records.get(1).intendedNanos() - records.get(0).endNanos()).isEqualTo(70_000_000);
    assertThat(records.get(2).intendedNanos() - records.get(1).endNanos()).isEqualTo(20_000_000);
    assertThat(records).extracting(RequestRecord::askedPromptTokens).containsExactly(60, 110, 140);
  }

  /** In the order of their indexes. */
  private List<RequestRecord> records(String name) throws IOException {
    Path file = folder.resolve("results").resolve("records").resolve(name + ".jsonl");
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted((a, b) -> Integer.compare(a.index(), b.index())).toList();
    }
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }
}
