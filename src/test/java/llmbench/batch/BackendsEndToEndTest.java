// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import llmbench.plan.Api;
import llmbench.recording.ChunkKind;
import llmbench.recording.Outcome;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import llmbench.recording.TokenSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every backend through Gatling against its counterpart in the engine: all scripted faults, one a
 * request, then what is merely odd, then a plain request. Those of chat and completions stand in
 * {@link FaultsEndToEndTest}.
 */
class BackendsEndToEndTest {
  private static final int TOKENS = 8;
  private static final int DOCUMENTS = 3;

  /** A fault, and how a request with it ends. */
  private record Fault(String name, Outcome streamed, Outcome whole, String text) {}

  private static final List<Fault> FAULTS =
      List.of(
          both("http 500", Outcome.HTTP_ERROR, "Internal server error"),
          both("http 429 retry-after 1", Outcome.HTTP_ERROR, "Rate limit reached"),
          both("http 503", Outcome.HTTP_ERROR, "currently busy"),
          both("http 401", Outcome.HTTP_ERROR, "Unauthorized"),
          both("broken json after 3", Outcome.MALFORMED, "chatcmpl-broken"),
          both("reset", Outcome.CONNECTION_LOST, ""),
          both("close", Outcome.CONNECTION_LOST, ""),
          both("reset after 3", Outcome.CONNECTION_LOST, ""),
          both("cut after 3", Outcome.CONNECTION_LOST, ""),
          new Fault("end after 3", Outcome.CUT, Outcome.EMPTY, ""),
          new Fault("no end mark", Outcome.CUT, Outcome.COMPLETED, ""),
          both("stall after 3", Outcome.IDLE_TIMEOUT, "nothing came for 1 s"),
          both("stall after 0", Outcome.IDLE_TIMEOUT, "nothing came for 1 s"),
          both("empty", Outcome.EMPTY, "no output"),
          both("error object after 3", Outcome.STREAM_ERROR, "Internal server error"),
          new Fault("json body", Outcome.NOT_A_STREAM, Outcome.EMPTY, ""));

  /** What is merely odd: all of it comes, in so many chunks. */
  private record Odd(String name, int chunks) {}

  private static final List<Odd> ODD =
      List.of(
          new Odd("no usage", TOKENS),
          new Odd("no role", TOKENS),
          new Odd("reasoning", TOKENS),
          new Odd("keep-alive", TOKENS),
          new Odd("crlf", TOKENS),
          new Odd("cr", TOKENS),
          new Odd("no space", TOKENS),
          new Odd("split characters", TOKENS),
          new Odd("one chunk", 1),
          new Odd("tokens per chunk 3", 3));

  @TempDir private Path folder;

  private static Fault both(String name, Outcome outcome, String text) {
    return new Fault(name, outcome, outcome, text);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "OPENAI_RESPONSES",
        "TGI",
        "TENSORRT_LLM",
        "SGLANG_GENERATE",
        "ANTHROPIC",
        "OLLAMA",
        "OLLAMA_GENERATE",
        "OPENAI_AUDIO",
        "OPENAI_REALTIME"
      })
  void streamsAreReadAndTheirFaultsFound(Api api) throws Exception {
    List<Fault> faults =
        FAULTS.stream()
            .filter(f -> api != Api.TENSORRT_LLM || f.streamed() != Outcome.CUT)
            // A socket has no status once it stands: that of its opening is tested below.
            .filter(f -> api != Api.OPENAI_REALTIME || !f.name().matches("http .*|json body"))
            .toList();
    List<RequestRecord> records = run(api, true, faults);
    for (int i = 0; i < ODD.size(); i++) {
      RequestRecord record = records.get(faults.size() + i);
      String odd = ODD.get(i).name();
      assertThat(record.outcome()).as(odd + ": " + record.error()).isEqualTo(Outcome.COMPLETED);
      assertThat(outputs(record)).as(odd).isEqualTo(ODD.get(i).chunks());
      // Without usage the further characters are tokens too.
      if (api != Api.TENSORRT_LLM || !odd.equals("split characters")) {
        assertThat(record.outputTokens()).as(odd).isEqualTo(TOKENS);
      }
      boolean counts = api != Api.TENSORRT_LLM && !odd.equals("no usage");
      assertThat(record.outputTokensFrom())
          .as(odd)
          .isEqualTo(counts ? TokenSource.USAGE : TokenSource.TOKENIZER);
      assertThat(record.generatedText()).as(odd).isNotEmpty();
    }
    JsonNode result = result();
    assertThat(result.path("endpoint_type").asText()).isEqualTo(api.key());
    assertThat(result.path("rtfx").asDouble() > 0).isEqualTo(api == Api.OPENAI_AUDIO);
    assertThat(result.has("mean_ttft_ms")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "OPENAI_CHAT",
        "OPENAI",
        "OPENAI_RESPONSES",
        "TGI",
        "TENSORRT_LLM",
        "DEEPSPEED_MII",
        "SGLANG_GENERATE",
        "ANTHROPIC",
        "OLLAMA",
        "OLLAMA_GENERATE",
        "OPENAI_EMBEDDINGS",
        "OPENAI_EMBEDDINGS_CHAT",
        "OPENAI_EMBEDDINGS_CLIP",
        "OPENAI_EMBEDDINGS_VLM2VEC",
        "INFINITY_EMBEDDINGS",
        "INFINITY_EMBEDDINGS_CLIP",
        "VLLM_POOLING",
        "VLLM_RERANK",
        "COHERE_RERANK",
        "OPENAI_IMAGES",
        "OPENAI_AUDIO"
      })
  void wholeAnswersHaveNoFalseFigures(Api api) throws Exception {
    List<RequestRecord> records = run(api, false, FAULTS);
    boolean text = api.task() == Api.Task.TEXT || api.task() == Api.Task.AUDIO;
    RequestRecord plain = records.get(records.size() - 1);
    assertThat(plain.outcome()).as(plain.error()).isEqualTo(Outcome.COMPLETED);
    assertThat(plain.chunkKinds()).containsExactly(ChunkKind.WHOLE);
    assertThat(plain.chunkNanos()[0]).isEqualTo(plain.endNanos());
    assertThat(plain.outputTokens()).isEqualTo(text ? TOKENS : 0);
    JsonNode result = result();
    for (String absent : List.of("ttft", "tpot", "itl")) {
      assertThat(result.toString()).doesNotContain("_" + absent + "_ms\":");
    }
    assertThat(result.has("ttfts")).isFalse();
    assertThat(result.has("max_output_tokens_per_s")).isFalse();
    JsonNode own = result.path("llmbench");
    assertThat(own.path("phases").path("mean_waiting_ms").asDouble()).isPositive();
    assertThat(own.has("reasoning") || own.has("tokens_per_chunk")).isFalse();
    assertThat(Files.readString(folder.resolve("output.txt")))
        .contains("server TTFT (ms): ")
        .doesNotContain("client TTFT");
    assertThat(result.path("mean_e2el_ms").asDouble()).isPositive();
    assertThat(result.has("output_throughput")).isEqualTo(!api.pooling());
    if (api.pooling()) {
      int documents = api.task() == Api.Task.RERANK ? DOCUMENTS : 1;
      assertThat(result.path("total_input_sequences").asInt())
          .isEqualTo(documents * result.path("completed").asInt());
      assertThat(Files.readString(folder.resolve("output.txt")))
          .contains("Input throughput (inputs/s):");
    }
  }

  @Test
  void aJobIsAskedAfterUntilItIsDone() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(300, 1, "2:http 500", "3:cut after 0")) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, 4)
              .option("backend", "openai-videos")
              .option("max_failed_ratio", 0.5)
              .run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      List<RequestRecord> records = records(4);
      assertThat(records)
          .extracting(RequestRecord::outcome)
          .containsExactly(
              Outcome.COMPLETED, Outcome.HTTP_ERROR, Outcome.STREAM_ERROR, Outcome.COMPLETED);
      assertThat(records.get(2).error()).contains("Internal server error");
      for (int i : new int[] {0, 3}) {
        RequestRecord record = records.get(i);
        assertThat(record.chunkKinds()).containsExactly(ChunkKind.WHOLE);
        assertThat((record.endNanos() - record.sentNanos()) / 1e6).isBetween(299.0, 3000.0);
      }
      assertThat(engine.generationRequests()).as("asking after is no request").isEqualTo(4);
      assertThat(result().has("mean_ttft_ms")).isFalse();
    }
  }

  @Test
  void aSocketThatIsRefusedIsAnHttpError() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, EngineAccess.withKey("k"))) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, 2)
              .option("backend", "openai-realtime")
              .option("tokenizer", Engines.TOKENIZER)
              .option("max_failed_ratio", 1)
              .run();
      // Without the key already the list of models is refused.
      assertThat(finished.exitCode()).isNotZero();
      assertThat(finished.output()).contains("the server refused the key (HTTP 401");

      GatlingProcess.Finished other =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, 2)
              .option("backend", "openai-realtime")
              .option("endpoint", "/v1/no/realtime")
              .option("max_failed_ratio", 1)
              .environment("OPENAI_API_KEY", "k")
              .run();
      assertThat(other.exitCode()).as(other.output()).isZero();
      for (RequestRecord record : records(2)) {
        assertThat(record.outcome()).isEqualTo(Outcome.HTTP_ERROR);
        assertThat(record.httpStatus()).isEqualTo(404);
      }
    }
  }

  @Test
  void anApiIsDescribedByATemplate() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, TOKENS, 1, 3)
              .option("backend", "template")
              .option("endpoint", "/api/generate")
              .option(
                  "template",
                  "{body: {model: '${model}', prompt: 'Say ${model}: ${prompt}', stream: '${stream}',"
                      + " options: {num_predict: '${max_tokens}'}}, format: ndjson, text: response,"
                      + " finish: done_reason, prompt_tokens: prompt_eval_count,"
                      + " completion_tokens: eval_count}")
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      List<RequestRecord> records = records(3);
      assertThat(records).hasSize(3);
      for (RequestRecord record : records) {
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(outputs(record)).isEqualTo(TOKENS);
        assertThat(record.outputTokensFrom()).isEqualTo(TokenSource.USAGE);
        assertThat(record.promptTokens()).isGreaterThan(16);
      }
      assertThat(engine.receivedBodies().get(0)).contains("\"prompt\":\"Say llmbench/embedded: ");
    }
  }

  private List<RequestRecord> run(Api api, boolean stream, List<Fault> faults) throws Exception {
    int failing = faults.size();
    int odd = stream ? ODD.size() : 0;
    List<String> script = new ArrayList<>();
    for (int i = 0; i < failing; i++) {
      script.add((i + 1) + ":" + faults.get(i).name());
    }
    for (int i = 0; i < odd; i++) {
      script.add((failing + i + 1) + ":" + ODD.get(i).name());
    }
    int n = failing + odd + 1;
    boolean rerank = api.task() == Api.Task.RERANK;
    try (EmbeddedEngine engine = Engines.exact(5, 1, script.toArray(String[]::new))) {
      GatlingProcess process = new GatlingProcess(folder);
      if (rerank) {
        process
            .option("base_url", engine.baseUri())
            .option("dataset_name", "random-rerank")
            .option("random_input_len", 32)
            .option("random_batch_size", DOCUMENTS)
            .option("input_output", "")
            .option("concurrency_prompts", "[[1, " + DOCUMENTS * n + "]]");
      } else if (api == Api.OPENAI_AUDIO) {
        process
            .option("base_url", engine.baseUri())
            .option("dataset_name", "random-audio")
            .option("random_audio_seconds", 0.5)
            .option("random_output_len", TOKENS)
            .option("input_output", "")
            .option("concurrency_prompts", "[[1, " + n + "]]");
      } else {
        process.against(engine.baseUri().toString(), 16, TOKENS, 1, n);
      }
      GatlingProcess.Finished finished =
          process
              .option("backend", api.key())
              .option("stream", stream)
              .option("save_detailed", true)
              .option("stream_idle_timeout", 1)
              .option("max_failed_ratio", 1)
              .run();

      assertThat(finished.output()).doesNotContain("Exception:").doesNotContain("\tat ");
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      List<RequestRecord> records = records(rerank ? DOCUMENTS * n : n);
      assertThat(records).hasSize(n);
      for (int i = 0; i < failing; i++) {
        Fault fault = faults.get(i);
        RequestRecord record = records.get(i);
        boolean lines = api == Api.OLLAMA || api == Api.OLLAMA_GENERATE;
        boolean json = fault.name().equals("json body");
        Outcome expected = !stream ? fault.whole() : lines && json ? Outcome.CUT : fault.streamed();
        if (api == Api.OPENAI_REALTIME && fault.name().equals("no end mark")) {
          expected = Outcome.IDLE_TIMEOUT; // a socket that stays open has no end of its own
        }
        if (!stream && fault.name().equals("json body")) {
          assertThat(record.outcome().completed()).as(fault.name()).isFalse();
          continue;
        }
        assertThat(record.outcome()).as(fault.name() + ": " + record.error()).isEqualTo(expected);
        if (!expected.completed()) {
          assertThat(record.error()).as(fault.name()).contains(fault.text());
        }
      }
      assertThat(engine.generationRequests()).isEqualTo(n);
      assertThat(result().path("llmbench").path("counts").path("gatling").path("agree").asBoolean())
          .isTrue();
      return records;
    }
  }

  private List<RequestRecord> records(int prompts) throws Exception {
    Path records = folder.resolve("results").resolve("records");
    Path file;
    try (var files = Files.list(records)) {
      file = files.filter(f -> f.toString().endsWith("np" + prompts + ".jsonl")).findFirst().get();
    }
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.records().sorted(Comparator.comparingInt(RequestRecord::index)).toList();
    }
  }

  private JsonNode result() throws Exception {
    try (var files = Files.list(folder.resolve("results"))) {
      Path file =
          files.filter(f -> f.getFileName().toString().startsWith("bench_")).findFirst().get();
      return new ObjectMapper().readTree(file.toFile());
    }
  }

  private static int outputs(RequestRecord record) {
    int outputs = 0;
    for (byte kind : record.chunkKinds()) {
      outputs += ChunkKind.isOutput(kind) ? 1 : 0;
    }
    return outputs;
  }
}
