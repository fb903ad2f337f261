// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scripted fault, one a request, through Gatling, and what the records say of it. */
class FaultsEndToEndTest {
  private static final int TOKENS = 8;

  /** Faults of requests that fail, with the outcome, the status, and a part of the text. */
  private static final List<Failing> FAILING =
      List.of(
          new Failing("http 500", Outcome.HTTP_ERROR, 500, "Internal server error"),
          new Failing("http 429 retry-after 1", Outcome.HTTP_ERROR, 429, "Rate limit reached"),
          new Failing("http 503", Outcome.HTTP_ERROR, 503, "currently busy"),
          new Failing("http 401", Outcome.HTTP_ERROR, 401, "Unauthorized"),
          new Failing("broken json after 3", Outcome.MALFORMED, 200, "chatcmpl-broken"),
          new Failing("reset", Outcome.CONNECTION_LOST, 0, ""),
          new Failing("close", Outcome.CONNECTION_LOST, 0, ""),
          new Failing("reset after 3", Outcome.CONNECTION_LOST, 200, ""),
          new Failing("cut after 3", Outcome.CONNECTION_LOST, 200, ""),
          new Failing("end after 3", Outcome.CUT, 200, "neither an end mark nor a finish reason"),
          new Failing("no end mark", Outcome.CUT, 200, "neither an end mark nor a finish reason"),
          new Failing("stall after 3", Outcome.IDLE_TIMEOUT, 200, "nothing came for 1 s"),
          new Failing("stall after 0", Outcome.IDLE_TIMEOUT, 200, "nothing came for 1 s"),
          new Failing("empty", Outcome.EMPTY, 200, "no output"),
          new Failing("error object after 3", Outcome.STREAM_ERROR, 200, "Internal server error"),
          new Failing("json body", Outcome.NOT_A_STREAM, 200, "streaming is switched off"));

  private record Failing(String fault, Outcome outcome, int status, String text) {}

  /** Faults that are merely odd: the request succeeds, with the right figures. */
  private static final List<String> ODD =
      List.of(
          "no usage",
          "no done",
          "no finish",
          "no role",
          "reasoning",
          "tool call",
          "keep-alive",
          "multi-line",
          "crlf",
          "cr",
          "no space",
          "split characters",
          "one chunk",
          "tokens per chunk 3");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"openai-chat", "openai", "vllm", "lmdeploy", "scalellm", "sglang"})
  void everyFaultIsAFailureOfItsKindAndNothingIsSentTwice(String backend) throws Exception {
    int n = FAILING.size();
    String[] faults = new String[n];
    for (int i = 0; i < n; i++) {
      faults[i] = (i + 1) + ":" + FAILING.get(i).fault();
    }
    try (EmbeddedEngine engine = Engines.exact(5, 1, faults)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, n + 2)
              .option("backend", backend)
              .option("stream_idle_timeout", 1)
              .run();

      assertThat(finished.exitCode()).isNotZero();
      assertThat(finished.output())
          .contains(n + " of " + (n + 2) + " requests failed")
          .contains("Outcome: failed_requests")
          .doesNotContain("Exception:")
          .doesNotContain("\tat ");
      List<RequestRecord> records = records("io16x8_mc1_np" + (n + 2));
      assertThat(records).hasSize(n + 2);
      for (int i = 0; i < n; i++) {
        Failing expected = FAILING.get(i);
        RequestRecord record = records.get(i);
        assertThat(record.outcome()).as(expected.fault()).isEqualTo(expected.outcome());
        assertThat(record.httpStatus()).as(expected.fault()).isEqualTo(expected.status());
        assertThat(record.error()).as(expected.fault()).contains(expected.text());
      }
      assertThat(records.get(n).outcome()).isEqualTo(Outcome.COMPLETED);
      assertThat(engine.generationRequests()).isEqualTo(n + 2);
      assertThat(engine.maxInFlight()).isEqualTo(1);

      JsonNode result = json("bench_io16x8_mc1_np" + (n + 2) + ".json");
      assertThat(result.path("completed").asInt()).isEqualTo(2);
      assertThat(result.path("failed").asInt()).isEqualTo(n);
      assertThat(result.path("llmbench").path("counts").path("gatling").path("agree").asBoolean())
          .isTrue();
      assertThat(result.path("llmbench").path("failures").get(0).path("count").asInt())
          .isPositive();
      assertThat(json("status.json").path("outcome").asText()).isEqualTo("failed_requests");
    }
  }

  @Test
  void whatIsMerelyOddSucceedsWithTheRightFigures() throws Exception {
    int n = ODD.size();
    String[] faults = new String[n];
    for (int i = 0; i < n; i++) {
      faults[i] = (i + 1) + ":" + ODD.get(i);
    }
    try (EmbeddedEngine engine = Engines.exact(40, 10, faults)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, n)
              .option("save_detailed", true)
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      List<RequestRecord> records = records("io16x8_mc1_np" + n);
      for (int i = 0; i < n; i++) {
        RequestRecord record = records.get(i);
        String odd = ODD.get(i);
        assertThat(record.outcome()).as(odd).isEqualTo(Outcome.COMPLETED);
        assertThat(record.outputTokens()).as(odd).isEqualTo(TOKENS);
        assertThat(record.generatedText()).as(odd).isNotEmpty();
        long[] outputs = outputNanos(record);
        int expectedChunks = odd.equals("one chunk") ? 1 : odd.equals("tokens per chunk 3") ? 3 : 8;
        assertThat(outputs.length).as(odd).isEqualTo(expectedChunks);
        double ttft = (outputs[0] - record.sentNanos()) / 1e6;
        double whole = odd.equals("one chunk") ? 40 + 7 * 10 : 40;
        assertThat(ttft).as(odd + ": TTFT").isBetween(whole - 1, whole + 400);
      }
      assertThat(records.get(0).outputTokensFrom()).isEqualTo(TokenSource.TOKENIZER);
      assertThat(records.get(1).outputTokensFrom()).isEqualTo(TokenSource.USAGE);
      // One for the load, one for what is asked before it, three each to time connecting by.
      assertThat(engine.connectionsAccepted()).as("kept alive and reused").isEqualTo(2 + 2 * 3);
    }
  }

  @Test
  void triesAreLinesOfTheirOwnAndOnlyTheLastCounts() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "1:http 503", "3:http 400")) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, 3)
              .option("max_retries", 2)
              .option("max_failed_ratio", 0.5)
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(engine.generationRequests()).as("one sent again, a 400 never").isEqualTo(4);
      JsonNode result = json("bench_io16x8_mc1_np3.json");
      assertThat(result.path("completed").asInt()).isEqualTo(2);
      assertThat(result.path("failed").asInt()).isEqualTo(1);
      assertThat(result.path("llmbench").path("retries").path("tries").asInt()).isEqualTo(1);
      assertThat(result.path("llmbench").path("counts").path("gatling").path("agree").asBoolean())
          .isTrue();
    }
  }

  @Test
  void warmUpsAndTheReadyCheckAreSentAndCountNowhere() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "1:http 503", "3:http 500")) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 2, 4)
              .option("ready_check_timeout_sec", 30)
              .option("num_warmups", 3)
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).contains("Initial test run completed.");
      assertThat(engine.generationRequests()).as("2 checks, 3 warm-ups, 4").isEqualTo(9);
      assertThat(engine.maxInFlight()).isEqualTo(2);
      JsonNode result = json("bench_io16x8_mc2_np4.json");
      assertThat(result.path("completed").asInt()).isEqualTo(4);
      assertThat(result.path("failed").asInt()).isZero();
      assertThat(result.path("llmbench").path("events").get(0).asText())
          .contains("a warm-up request failed: http_error");
    }
  }

  @Test
  void aCaseStopsWhenItsFirstTenAnswersAreTheSameRefusal() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "first 10:http 404")) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 2, 100)
              .option("input_output", "[[16, 8], [32, 8]]")
              .run();

      assertThat(finished.exitCode()).isNotZero();
      assertThat(finished.output())
          .contains("stopped early: the first 10 answers were all HTTP 404");
      JsonNode stopped = json("bench_io16x8_mc2_np100.json");
      assertThat(stopped.path("completed").asInt() + stopped.path("failed").asInt()).isLessThan(13);
      assertThat(stopped.path("llmbench").path("partial").asBoolean()).isTrue();
      assertThat(json("status.json").path("outcome").asText()).isEqualTo("refused");
      JsonNode next = json("bench_io32x8_mc2_np100.json");
      assertThat(next.path("completed").asInt()).as("the next case runs").isEqualTo(100);
    }
  }

  private List<RequestRecord> records(String name) throws Exception {
    Path file = folder.resolve("results").resolve("records").resolve(name + ".jsonl");
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }

  private static long[] outputNanos(RequestRecord record) {
    long[] nanos = new long[record.chunkNanos().length];
    int n = 0;
    for (int i = 0; i < nanos.length; i++) {
      if (llmbench.recording.ChunkKind.isOutput(record.chunkKinds()[i])) {
        nanos[n++] = record.chunkNanos()[i];
      }
    }
    return java.util.Arrays.copyOf(nanos, n);
  }
}
