// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.config.PlanReader;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import llmbench.plan.Workload;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestClass;
import llmbench.recording.RequestRecord;
import llmbench.traffic.Arrivals;
import llmbench.traffic.MergedArrivals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several classes of requests in one case, from the configuration to results made anew. */
class WorkloadsEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** TTFT is 20 ms at least, so no request of chat is good and each of batch is. */
  private static final String SHARES =
      "{chat: {dataset_name: random, random_input_len: 16, output_len: 8, share: 3, priority: -1,"
          + " model: adapter-a, extra_body: {user: c, seed: 8}, goodput: {ttft: 1}},"
          + " batch: {dataset_name: random, random_input_len: 24, output_len: 4, temperature: 0.5,"
          + " ignore_eos: false, goodput: {e2el: 60000}}}";

  @TempDir private Path folder;

  @Test
  void eachClassIsSentMeasuredAndJudgedAsItAsks() throws Exception {
    List<String> sent;
    try (EmbeddedEngine engine =
        Engines.exact(20, 2, EngineAccess.OPEN.withModels(Set.of("adapter-a")))) {
      GatlingProcess.Finished run =
          process(engine.baseUri())
              .option("workloads", SHARES)
              .option("extra_body", "{seed: 7, logit_bias: {}}")
              .option("num_prompts", 20)
              .option("max_concurrency", 4)
              .option("num_warmups", 1)
              .option("save_requests", true)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("workloads: 15 of chat, 5 of batch")
          .containsPattern("(?m)^class \\(latencies in ms\\) .*goodput req/s +met SLO$")
          .containsPattern("(?m)^batch .* 100\\.00%$")
          .containsPattern("(?m)^chat .* 0\\.00%$");
      sent = engine.receivedBodies();
    }
    assertBodies(sent.subList(1, 21));
    List<RequestRecord> records = records(results(), "mc4_np20");
    assertThat(records).hasSize(20);
    for (RequestRecord record : records) {
      boolean chat = record.askedOutputTokens() == 8;
      assertThat(record.about().workload())
          .isEqualTo(
              chat
                  ? new RequestClass("chat", 1.0, null, null)
                  : new RequestClass("batch", null, null, 60000.0));
      assertThat(record.about().model()).isEqualTo(chat ? "adapter-a" : null);
    }
    assertResult(json(results().resolve("bench_mc4_np20.json")));
    assertMadeAnew();
    assertSentAgain(sent.subList(1, 21));
  }

  private static void assertBodies(List<String> bodies) throws IOException {
    int chats = 0;
    for (String text : bodies) {
      JsonNode body = JSON.readTree(text);
      boolean chat = body.path("model").asText().equals("adapter-a");
      chats += chat ? 1 : 0;
      assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(chat ? 8 : 4);
      assertThat(body.path("seed").asInt()).isEqualTo(chat ? 8 : 7);
      assertThat(body.has("logit_bias")).as("what all requests carry").isTrue();
      assertThat(body.path("priority").asInt(99)).isEqualTo(chat ? -1 : 99);
      assertThat(body.path("user").asText()).isEqualTo(chat ? "c" : "");
      assertThat(body.path("temperature").asDouble(-1)).isEqualTo(chat ? -1 : 0.5);
      assertThat(body.path("ignore_eos").asBoolean()).isEqualTo(chat);
    }
    assertThat(chats).isEqualTo(15);
  }

  private static void assertResult(JsonNode result) {
    JsonNode classes = result.path("llmbench").path("workloads");
    JsonNode chat = classes.path("chat");
    JsonNode batch = classes.path("batch");
    assertThat(classes).hasSize(2);
    assertThat(chat.path("completed").asInt()).isEqualTo(15);
    assertThat(batch.path("completed").asInt()).isEqualTo(5);
    assertThat(result.path("completed").asInt()).isEqualTo(20);
    assertThat(chat.path("total_output_tokens").asInt()).isEqualTo(15 * 8);
    assertThat(batch.path("total_output_tokens").asInt()).isEqualTo(5 * 4);
    assertThat(chat.path("mean_ttft_ms").asDouble()).isGreaterThanOrEqualTo(20);
    assertThat(chat.path("p99_itl_ms").asDouble()).isPositive();
    assertThat(chat.path("request_goodput").asDouble(-1)).isZero();
    assertThat(batch.path("request_goodput").asDouble())
        .isEqualTo(batch.path("request_throughput").asDouble());
    assertThat(result.path("request_goodput").asDouble())
        .as("each request by the limits of its class")
        .isCloseTo(5 / result.path("duration").asDouble(), within(1e-9));
    assertThat(chat.path("goodput").path("good_ratio").asDouble(-1)).isZero();
    assertThat(chat.path("goodput").path("ttft_ratio").asDouble(-1)).isZero();
    assertThat(batch.path("goodput").path("good_requests").asInt()).isEqualTo(5);
    assertThat(batch.path("goodput").path("e2el_ratio").asDouble()).isEqualTo(1);
    assertThat(result.path("llmbench").path("notes").toString())
        .contains("Requests asked of the classes: 15 of chat, 5 of batch.");
  }

  /** {@code report} makes the same bytes, and another goodput changes nothing for these classes. */
  private void assertMadeAnew() throws Exception {
    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run("report", results().toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(again.resolve("bench_mc4_np20.json"))
        .hasSameBinaryContentAs(results().resolve("bench_mc4_np20.json"));

    Path other = folder.resolve("other");
    report =
        ReportProcess.run(
            "report",
            results().toString(),
            "--result-dir",
            other.toString(),
            "--goodput",
            "ttft:30000",
            "e2el:1");
    assertThat(report.exitCode()).as(report.output()).isZero();
    JsonNode batch =
        json(other.resolve("bench_mc4_np20.json")).at("/llmbench/workloads/batch/goodput");
    assertThat(batch.path("e2el_ratio").asDouble()).as("its own limit").isEqualTo(1);
    assertThat(batch.path("ttft_ratio").asDouble()).as("that for all").isEqualTo(1);
  }

  /** Saved requests keep class and limits. */
  private void assertSentAgain(List<String> before) throws Exception {
    Path saved = results().resolve("requests/mc4_np20.jsonl");
    assertThat(Files.readAllLines(saved))
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsPattern(
                        "\"workload\":\"chat\",\"slo\":\\{\"ttft\":1.0}"
                            + "|\"workload\":\"batch\",\"slo\":\\{\"e2el\":60000.0}"));
    Path second = folder.resolve("second");
    try (EmbeddedEngine engine =
        Engines.exact(20, 2, EngineAccess.OPEN.withModels(Set.of("adapter-a")))) {
      GatlingProcess.Finished run =
          process(second, engine.baseUri())
              .option("dataset_name", "requests")
              .option("dataset_path", saved)
              .option("num_prompts", 20)
              .option("max_concurrency", 1)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.receivedBodies()).isEqualTo(sortedAs(saved));
      assertThat(new HashSet<>(engine.receivedBodies())).isEqualTo(new HashSet<>(before));
    }
    JsonNode classes =
        json(second.resolve("results/bench_mc1_np20.json")).at("/llmbench/workloads");
    assertThat(classes.at("/chat/completed").asInt()).isEqualTo(15);
    assertThat(classes.at("/chat/goodput/good_ratio").asDouble(-1)).isZero();
    assertThat(classes.at("/batch/goodput/good_ratio").asDouble()).isEqualTo(1);
  }

  private static List<String> sortedAs(Path saved) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (String line : Files.readAllLines(saved)) {
      bodies.add(JSON.readTree(line).path("body").asText());
    }
    return bodies;
  }

  @Test
  void classesComeAtTheirOwnTimesAsIfAlone() throws Exception {
    String classes =
        "{chat: {dataset_name: random, random_input_len: 16, output_len: 4, request_rate: 60},"
            + " batch: {dataset_name: random, random_input_len: 24, output_len: 4,"
            + " request_rate: 20, burstiness: 0.5}}";
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished run =
          process(engine.baseUri())
              .option("workloads", classes)
              .option("duration", 1)
              .option("num_prompts", 8)
              .option("seed", 3)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("Traffic request rate: 80.0\n")
          .containsPattern("workloads: 6 of chat for \\d+ requests, 2 of batch for \\d+ requests");
    }
    List<Workload> plan =
        new PlanReader()
            .readText(Path.of("test"), "workloads: " + classes, Map.of(), Map.of())
            .dataset()
            .workloads();
    List<RequestRecord> records = records(results(), "mcinf_np8_rr80");
    Set<String> prompts = new HashSet<>();
    int all = 0;
    for (Workload each : plan) {
      Arrivals alone = MergedArrivals.within(1, List.of(each), 1, 3).arrivals();
      long[] due =
          records.stream()
              .filter(record -> each.name().equals(record.about().workload().name()))
              .mapToLong(RequestRecord::intendedNanos)
              .toArray();
      assertThat(due).hasSize(alone.size());
      assertThat(IntStream.range(0, due.length).mapToLong(i -> due[i] - due[0]).toArray())
          .isEqualTo(
              IntStream.range(0, due.length)
                  .mapToLong(i -> alone.nanos(i) - alone.nanos(0))
                  .toArray());
      all += due.length;
      prompts.add(each.name());
    }
    assertThat(all).isEqualTo(records.size()).isBetween(40, 130);
    assertThat(prompts).hasSize(2);
    JsonNode result = json(results().resolve("bench_mcinf_np8_rr80.json"));
    assertThat(result.path("request_rate").asDouble()).isEqualTo(80);
    assertThat(result.path("completed").asInt()).isEqualTo(records.size());
    assertThat(result.at("/llmbench/notes").toString())
        .contains("There were 8 prompts for " + records.size() + " requests");
    assertThat(result.path("request_goodput").isNull()).isTrue();
    assertThat(result.at("/llmbench/workloads/batch/goodput").isNull()).isTrue();
  }

  private GatlingProcess process(Object baseUri) {
    return process(folder, baseUri);
  }

  private static GatlingProcess process(Path folder, Object baseUri) {
    return new GatlingProcess(folder)
        .option("base_url", baseUri)
        .option("input_output", "")
        .option("concurrency_prompts", "");
  }

  private Path results() {
    return folder.resolve("results");
  }

  /** In the order of their indexes. */
  private static List<RequestRecord> records(Path results, String name) throws IOException {
    try (RecordReader reader =
        RecordReader.open(results.resolve("records").resolve(name + ".jsonl"))) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
