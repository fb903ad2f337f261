// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.Xlsx;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dataset_name: multi_turn}: what is sent turn by turn, and what becomes of it. */
class ConversationsEndToEndTest {
  private static final Path SAMPLE = Path.of("src/test/resources/datasets/conversations.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private GatlingProcess talk(String url) {
    return new GatlingProcess(folder)
        .option("base_url", url)
        .option("dataset_name", "multi_turn")
        .option("dataset_path", SAMPLE)
        .option("input_output", "")
        .option("concurrency_prompts", "");
  }

  private GatlingProcess talkToTheEnd(String url) {
    return talk(url).option("no_early_stop", true).option("finish_active_conversations", true);
  }

  @Test
  void laterTurnsCarryTheModelsAnswersAndTheCacheHelps() throws Exception {
    GatlingProcess.Finished run =
        talkToTheEnd("embedded")
            .option("num_clients", 2)
            .option("engine_step_ms", 1)
            .option("output_file", "out/said.json")
            .option("stats_json_output", "turns.json")
            .option("warmup_percentages", "0%, 20%")
            .option("save_bodies", true)
            .option("excel_output", true)
            .option("print_content", true)
            .option("verbose", true)
            .run();
    assertThat(run.exitCode()).as(run.output()).isZero();

    Map<String, JsonNode> said = new HashMap<>();
    json("out/said.json").forEach(each -> said.put(each.path("id").asText(), each));
    assertThat(said).hasSize(5);
    List<RequestRecord> records = records("mc2_npall");
    assertThat(records).hasSize(15).allMatch(r -> r.outcome() == Outcome.COMPLETED);
    Map<Integer, JsonNode> bodies = bodies("mc2_npall");
    for (RequestRecord record : records) {
      JsonNode all =
          requireNonNull(said.get(record.about().session().conversation())).path("messages");
      JsonNode sent = requireNonNull(bodies.get(record.index())).path("messages");
      assertThat(sent.size()).isLessThan(all.size());
      for (int i = 0; i < sent.size(); i++) {
        assertThat(sent.get(i)).isEqualTo(all.get(i));
      }
      assertThat(all.get(sent.size() - 1).path("role").asText()).isEqualTo("user");
      boolean system = all.get(0).path("role").asText().equals("system");
      assertThat(record.about().session().messages()).isEqualTo(sent.size() - (system ? 1 : 0));
      assertThat(record.intendedNanos()).isLessThanOrEqualTo(record.sentNanos());
    }
    assertThat(requireNonNull(said.get("kyoto")).path("messages").get(1).path("content").asText())
        .as("not the data's")
        .isNotBlank()
        .doesNotContain("Ryoan-ji");

    JsonNode own = json("bench_mc2_npall.json").path("llmbench");
    JsonNode talk = own.path("conversations");
    assertThat(talk.path("counts").path("finished").asInt()).isEqualTo(5);
    assertThat(talk.path("counts").path("turns_answered").asInt()).isEqualTo(15);
    assertThat(own.path("partial").asBoolean()).isFalse();
    assertThat(own.path("suspect").toString()).doesNotContain("lengths");
    JsonNode turns = talk.path("turns");
    assertThat(turns).hasSize(4);
    assertThat(turns.get(0).path("cached_percent").path("mean").asDouble()).isZero();
    assertThat(turns.get(2).path("cached_percent").path("mean").asDouble()).isGreaterThan(40);
    assertThat(turns.get(2).path("approx_cached_percent").path("mean").asDouble())
        .isGreaterThan(turns.get(0).path("approx_cached_percent").path("mean").asDouble());
    whatWasDoneAndSaidIsShown(run.output(), said);
    assertThat(run.output())
        .contains("Statistics summary (assuming 0% warmup samples):\nruntime_sec = ")
        .contains("Statistics summary (assuming 20% warmup samples):")
        .contains("\nturn  ok  failed  TTFT p50");
    assertThat(json("turns.json")).hasSize(15);
    assertThat(json("turns.json").get(0).path("input_num_turns").asInt()).isEqualTo(1);
    reportIsTheSame(run, "bench_mc2_npall.json", "turns.json");
    Path book = workbook(folder.resolve("results"));
    List<List<String>> raw = Xlsx.rows(book, "Raw data");
    assertThat(raw).hasSize(16);
    assertThat(raw.get(0)).contains("time_between_user_turns_sec");
    assertThat(Xlsx.rows(book, "Summary").get(1)).contains("2", "5", "llmbench/embedded");
    Path again = workbook(folder.resolve("again"));
    assertThat(again.getFileName()).isEqualTo(book.getFileName());
    assertThat(Xlsx.rows(again, "Raw data")).isEqualTo(raw);
    assertThat(Xlsx.rows(again, "Summary")).isEqualTo(Xlsx.rows(book, "Summary"));
  }

  private static Path workbook(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files
          .filter(file -> file.toString().matches(".*/statistics_2_clients__[0-9_-]+\\.xlsx"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** {@code print_content} and {@code verbose}: all of it before the case's block. */
  private static void whatWasDoneAndSaidIsShown(String output, Map<String, JsonNode> said) {
    String shown = output.substring(0, output.indexOf("Serving Benchmark Result"));
    for (JsonNode conversation : said.values()) {
      String id = conversation.path("id").asText();
      assertThat(shown)
          .contains("using conversation ID " + id + " (turn: 1, time since last turn [sec]: N/A)")
          .contains("using conversation ID " + id + " (turn: 3, time since last turn [sec]: 0.")
          .contains("finished conversation ID " + id + "\n")
          .contains("Messages (conversation ID " + id + ", turn 1, client ")
          .contains("Response metrics (conversation ID " + id + ", turn 1, client ");
      String answer = conversation.path("messages").findValuesAsText("content").get(1);
      assertThat(shown).contains(answer);
    }
    assertThat(shown.split("\nResponse:\n", -1)).hasSize(16);
    assertThat(shown).contains(" has no more work\n");
  }

  private void reportIsTheSame(GatlingProcess.Finished run, String... files) throws Exception {
    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run(
            "report", folder.resolve("results").toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    for (String file : files) {
      assertThat(again.resolve(file))
          .as(file)
          .hasSameBinaryContentAs(folder.resolve("results").resolve(file));
    }
    String table = run.output().substring(run.output().indexOf("Statistics summary"));
    assertThat(report.output()).contains(table.substring(0, table.indexOf("\nturn ")));
  }

  @Test
  void aFailedTurnEndsItsConversationAndIsCounted() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "2:http 500", "5:end after 1")) {
      GatlingProcess.Finished run =
          talkToTheEnd(engine.baseUri().toString()).option("max_failed_ratio", 1).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      // kyoto fails in its second turn, bread in its third; sql, the coffee and the poem go on.
      assertThat(engine.generationRequests()).isEqualTo(2 + 3 + 3 + 2 + 3);
    }
    JsonNode talk = json("bench_mc1_npall.json").path("llmbench").path("conversations");
    assertThat(talk.path("counts").path("finished").asInt()).isEqualTo(3);
    assertThat(talk.path("counts").path("failed").asInt()).isEqualTo(2);
    assertThat(talk.path("counts").path("turns_failed").asInt()).isEqualTo(2);
    assertThat(talk.path("with_a_failed_turn").asInt()).isEqualTo(2);
    assertThat(talk.path("turns").get(1).path("failed").asInt()).isEqualTo(1);
    assertThat(talk.path("turns").get(2).path("failed").asInt()).isEqualTo(1);
    assertThat(talk.path("turns").get(0).path("failed").asInt()).isZero();
  }

  @Test
  void aTurnThatIsSentAgainGoesOnWithItsConversation() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "2:http 503")) {
      GatlingProcess.Finished run =
          talk(engine.baseUri().toString())
              .option("max_num_requests", 3)
              .option("max_retries", 1)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.generationRequests()).isEqualTo(4);
    }
    List<RequestRecord> records = records("mc1_np3");
    assertThat(records).extracting(r -> r.about().session().turn()).containsExactly(0, 1, 1, 2);
    long wait = records.get(2).sentNanos() - records.get(1).endNanos();
    assertThat(wait).as("1 s give or take a tenth").isGreaterThanOrEqualTo(900_000_000L);
    JsonNode counts = json("bench_mc1_np3.json").at("/llmbench/conversations/counts");
    assertThat(counts.path("unfinished").asInt()).isEqualTo(1);
    assertThat(counts.path("not_begun").asInt()).isEqualTo(4);
    assertThat(counts.path("turns_answered").asInt()).isEqualTo(3);
  }

  @Test
  void clientsAndActiveConversationsAreLimitedAndWarmUpIsKeptOut() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 2)) {
      GatlingProcess.Finished run =
          talkToTheEnd(engine.baseUri().toString())
              .option("num_clients", 2)
              .option("max_active_conversations", 2)
              .option("max_turns", 5)
              .option("limit_min_tokens", 5)
              .option("limit_max_tokens", 5)
              .option("warmup_step", true)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isEqualTo(2);
      assertThat(engine.generationRequests()).as("5 of them ahead").isEqualTo(5 + 9);
    }
    JsonNode talk = json("bench_mc2_npall.json").at("/llmbench/conversations");
    double ahead = talk.at("/vllm_summary/warmup_runtime_sec").asDouble();
    assertThat(ahead).as("three turns each of 20 ms and 4 times 2 ms").isBetween(0.06, 5.0);
    assertThat(talk.at("/summary/total_runtime_incl_warmup_sec").asDouble())
        .isEqualTo(ahead + talk.at("/summary/runtime_sec").asDouble());
    assertThat(talk.path("counts").has("warmup_runtime_sec")).isFalse();
    List<RequestRecord> records = records("mc2_npall");
    assertThat(records).hasSize(9).allMatch(r -> r.about().session().turn() > 0);
    assertThat(mostActive(records)).isEqualTo(2);
    assertThat(records).allMatch(r -> r.outputTokens() == 5);
  }

  /** Most conversations between their first send and their last end. */
  private static int mostActive(List<RequestRecord> records) {
    Map<String, long[]> spans = new HashMap<>();
    for (RequestRecord r : records) {
      long[] span =
          spans.computeIfAbsent(
              String.valueOf(r.about().session().conversation()),
              id -> new long[] {Long.MAX_VALUE, 0});
      span[0] = Math.min(span[0], r.sentNanos());
      span[1] = Math.max(span[1], r.endNanos());
    }
    return spans.values().stream()
        .mapToInt(
            at ->
                (int)
                    spans.values().stream()
                        .filter(other -> other[0] <= at[0] && at[0] < other[1])
                        .count())
        .max()
        .orElse(0);
  }

  @Test
  void aClientKeepsItsConnectionAndTheHeaderSaysWhoseTurnItIs() throws Exception {
    Path plain = folder.resolve("plain.json");
    String text = Files.readString(SAMPLE).replace("\u5496\u5561\"", "coffee\"");
    Files.writeString(plain, text);
    List<ChatServer.Heard> heard;
    try (ChatServer server = new ChatServer()) {
      GatlingProcess.Finished run =
          talkToTheEnd(server.url())
              .option("dataset_path", plain)
              .option("num_clients", 4) // more than there are event loops to share connections
              .option("session_header", "X-Talk")
              .option("send_conversation_id", true)
              .option("request_rate", 50)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      heard = List.copyOf(server.heard());
    }
    assertThat(heard).hasSize(15);
    Map<Integer, Set<Integer>> portsOfClient = new HashMap<>();
    List<RequestRecord> records = records("mc4_npall");
    for (ChatServer.Heard each : heard) {
      assertThat(each.body().path("conversation_id").asText()).isEqualTo(each.session());
      RequestRecord record =
          records.stream()
              .filter(r -> each.session().equals(r.about().session().conversation()))
              .filter(r -> r.about().session().turn() == turn(each))
              .findFirst()
              .orElseThrow();
      portsOfClient
          .computeIfAbsent(record.about().session().client(), client -> new HashSet<>())
          .add(each.port());
    }
    assertThat(portsOfClient)
        .hasSize(4)
        .allSatisfy((client, ports) -> assertThat(ports).hasSize(1));
    for (ChatServer.Heard each : heard) {
      List<String> answers = new ArrayList<>();
      each.body()
          .path("messages")
          .forEach(
              message -> {
                if (message.path("role").asText().equals("assistant")) {
                  answers.add(message.path("content").asText());
                }
              });
      int here = heard.indexOf(each);
      List<String> before =
          IntStream.range(0, here)
              .filter(i -> heard.get(i).session().equals(each.session()))
              .mapToObj(i -> "heard " + i)
              .toList();
      assertThat(answers).as("content alone, no reasoning").isEqualTo(before);
    }
  }

  private static int turn(ChatServer.Heard heard) {
    int messages = heard.body().path("messages").size();
    boolean system = heard.body().at("/messages/0/role").asText().equals("system");
    return (system ? messages - 1 : messages) / 2;
  }

  @Test
  void answersThatAreNotTheDatasFailTheRun() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess verified =
          talkToTheEnd(engine.baseUri().toString()).option("verify_output", true);
      GatlingProcess.Finished run = verified.run();
      assertThat(run.exitCode()).as(run.output()).isEqualTo(4);
      assertThat(run.output())
          .contains("5 of 5 answers that were verified are not the data's: they count as failed")
          .contains("Outcome: failed_requests (mc1_npall: 0 of 5 requests failed, 5 were answered");
      JsonNode status = json("status.json");
      assertThat(status.path("outcome").asText()).isEqualTo("failed_requests");
      assertThat(status.at("/cases/0/outcome").asText()).isEqualTo("failed_requests");
      JsonNode own = json("bench_mc1_npall.json").path("llmbench");
      assertThat(own.path("notes").toString()).contains("5 answers are not the data's");
      assertThat(own.at("/conversations/counts/mismatches").asInt()).isEqualTo(5);
      assertThat(own.at("/answers/correct").asInt()).isZero();

      GatlingProcess.Finished allowed = verified.option("max_failed_ratio", 1).run();
      assertThat(allowed.exitCode()).as(allowed.output()).isZero();
    }
  }

  @Test
  void aRunForATimeEndsWithWhatWasBegun() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 4:stall after 1")) {
      GatlingProcess.Finished run =
          talk(engine.baseUri().toString())
              .option("num_clients", 2)
              .option("history", "dataset")
              .option("duration", 1)
              .option("grace_period", 0.2)
              .run();
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    JsonNode own = json("bench_mc2_npall.json").path("llmbench");
    assertThat(own.path("cancelled").path("requests").asInt()).isEqualTo(2);
    assertThat(own.path("partial").asBoolean()).isFalse();
    JsonNode talk = own.path("conversations");
    assertThat(talk.path("turns_cut_short").asInt()).isEqualTo(2);
    assertThat(talk.path("counts").path("failed").asInt()).isZero();
    assertThat(talk.path("counts").path("unfinished").asInt()).isEqualTo(2);
    assertThat(talk.path("counts").path("not_begun").asInt()).isEqualTo(3);
  }

  @Test
  void aStoppedRunLeavesConversationsUnfinishedAndKeepsWhatWasSaid() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 6:stall after 1")) {
      Process process =
          talkToTheEnd(engine.baseUri().toString())
              .option("num_clients", 2)
              .option("output_file", "said.json")
              .option("drain_timeout", 1)
              .start();
      for (int i = 0; engine.generationRequests() < 7 && i < 600; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(
              new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor())
          .isZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(engine.generationRequests()).isEqualTo(7);
    }
    JsonNode own = json("bench_mc2_npall.json").path("llmbench");
    assertThat(own.path("partial").asBoolean()).isTrue();
    JsonNode counts = own.at("/conversations/counts");
    assertThat(counts.path("unfinished").asInt()).isEqualTo(2);
    assertThat(counts.path("failed").asInt()).isZero();
    assertThat(counts.path("turns_answered").asInt()).isEqualTo(5);
    assertThat(own.at("/conversations/turns_cut_short").asInt()).isEqualTo(2);
    assertThat(json("said.json")).hasSize(counts.path("finished").asInt());
    assertThat(json("status.json").path("outcome").asText()).isEqualTo("interrupted");
  }

  private List<RequestRecord> records(String name) throws IOException {
    Path file = folder.resolve("results").resolve("records").resolve(name + ".jsonl");
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingLong(RequestRecord::sentNanos)).toList();
    }
  }

  /** What was sent, by index. */
  private Map<Integer, JsonNode> bodies(String name) throws IOException {
    Map<Integer, JsonNode> bodies = new HashMap<>();
    Path file = folder.resolve("results").resolve("bodies").resolve(name + ".jsonl");
    for (String line : Files.readAllLines(file)) {
      JsonNode kept = JSON.readTree(line);
      bodies.put(kept.path("index").asInt(), JSON.readTree(kept.path("request").asText()));
    }
    return bodies;
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(folder.resolve("results").resolve(name).toFile());
  }
}
