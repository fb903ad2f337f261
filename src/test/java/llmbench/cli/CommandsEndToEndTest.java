// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineTokenizer;
import llmbench.plan.EngineSpec;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsEndToEndTest {
  private static final String TOKENIZER =
      Path.of("src/test/resources/tokenizers/llmbench-small").toAbsolutePath().toString();

  @TempDir private Path folder;
  private JarProcess jar = new JarProcess(Path.of("."));
  private EmbeddedEngine engine = engine(List.of());

  @BeforeEach
  void inAFolder() {
    jar = new JarProcess(folder);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static EmbeddedEngine engine(List<String> faults) {
    EngineSpec spec =
        new EngineSpec(
            false, 50, 10, 8, 2048, 32768, 1, 0.01, 0.001, true, 0, 0L, List.copyOf(faults));
    try {
      return EmbeddedEngine.start(
          spec,
          "my/model",
          EngineTokenizer.of(Tokenizers.open(TOKENIZER, Map.of(), warning -> {})),
          0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String[] serve(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("serve", "--base-url", engine.baseUri().toString(), "--model", "my/model"));
    args.addAll(List.of("--tokenizer", TOKENIZER, "--random-input-len", "16"));
    args.addAll(List.of("--random-output-len", "4", "--num-prompts", "6"));
    args.addAll(List.of("--max-concurrency", "2", "--set", "client_warmup=false"));
    args.addAll(List.of(more));
    return args.toArray(new String[0]);
  }

  @Test
  void serveLeavesNoFileUnlessItIsAskedTo() throws Exception {
    JarProcess.Finished run = jar.run(serve("--header", "X-Key: s3cr3t"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("============ Serving Benchmark Result ============\n")
        .contains("Successful requests:                     6         \n")
        .contains("Maximum request concurrency:             2         \n")
        .contains("---------------Inter-token Latency----------------\n")
        .doesNotContain("End-to-end Latency", "Results:", "Simulation", "s3cr3t");
    assertThat(run.err()).isEmpty();
    assertThat(files(jar.folder())).isEmpty();
    assertThat(files(jar.temporary())).isEmpty();
    assertThat(engine.generationRequests()).isEqualTo(6);
  }

  @Test
  void serveTellsItsStatusAsJsonAndNothingElse() throws Exception {
    JarProcess.Finished run = jar.run(serve("--json", "--save-result", "--result-dir", "out"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    JsonNode status = new ObjectMapper().readTree(run.out());
    assertThat(status.path("outcome").asText()).isEqualTo("ok");
    assertThat(status.path("cases").path(0).path("completed").asInt()).isEqualTo(6);
    assertThat(jar.folder().resolve(status.path("result").asText())).isRegularFile();
    assertThat(run.err()).contains("Serving Benchmark Result", "simulated engine");
  }

  @Test
  void aRunThatIsRefusedIsToldAsJsonToo() throws Exception {
    JarProcess.Finished wrong = jar.run("run", "-", "--json", "--request-rate", "fast");
    assertThat(wrong.exitCode()).isEqualTo(2);
    JsonNode told = new ObjectMapper().readTree(wrong.out());
    assertThat(told.path("outcome").asText()).isEqualTo("bad_configuration");
    assertThat(told.path("message").asText()).contains("--request-rate: expected a number");
    engine.close();
    JarProcess.Finished none = jar.run(serve("--json"));
    assertThat(none.exitCode()).isEqualTo(7);
    assertThat(new ObjectMapper().readTree(none.out()).path("outcome").asText())
        .isEqualTo("unreachable");
  }

  @Test
  void serveWritesOneFileWithVllmsNameAndKeys() throws Exception {
    JarProcess.Finished run =
        jar.run(
            serve(
                "--save-result",
                "--result-dir",
                "out",
                "--request-rate",
                "100",
                "--header",
                "Authorization=Bearer s3cr3t",
                "--metadata",
                "tp=1"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    List<Path> files = files(jar.folder());
    assertThat(files).hasSize(1);
    assertThat(files.get(0).toString())
        .matches("out.openai-100\\.0qps-concurrency2-model-\\d{8}-\\d{6}\\.json");
    String text = Files.readString(jar.folder().resolve(files.get(0)));
    assertThat(text).doesNotContain("s3cr3t");
    JsonNode json = new ObjectMapper().readTree(text);
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .startsWith(
            "date",
            "endpoint_type",
            "backend",
            "label",
            "model_id",
            "tokenizer_id",
            "num_prompts",
            "tp",
            "request_rate",
            "burstiness",
            "max_concurrency",
            "duration",
            "completed",
            "failed")
        .contains("p99_itl_ms")
        .doesNotContain("p99_e2el_ms", "ttfts")
        .endsWith("llmbench");
    assertThat(run.out()).contains("Result: out");
    assertThat(files(jar.temporary())).isEmpty();
  }

  @Test
  void serveDrawsItsPlotsWithoutAResult() throws Exception {
    JarProcess.Finished run =
        jar.run(
            serve(
                "--plot-timeline",
                "--timeline-itl-thresholds",
                "9,12",
                "--plot-dataset-stats",
                "--result-dir",
                "out"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> files = files(jar.folder()).stream().map(Path::toString).sorted().toList();
    assertThat(files).hasSize(2);
    assertThat(files.get(0))
        .matches("out.openai-infqps-concurrency2-model-.*\\.dataset_stats\\.png");
    assertThat(files.get(1)).matches("out.openai-infqps-concurrency2-model-.*\\.timeline\\.html");
    assertThat(Files.readString(jar.folder().resolve(files.get(1))))
        .contains("6 of 6 completed requests", "12.00 ms");
    assertThat(run.out()).contains("Plot: out").doesNotContain("Report:", "Pictures:", "/results/");
    assertThat(files(jar.temporary())).isEmpty();
  }

  @Test
  void requestsThatFailAreAnExitCodeOfTheirOwn() throws Exception {
    engine.close();
    engine = engine(List.of("2:http 500"));
    JarProcess.Finished run = jar.run(serve());
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
    assertThat(run.out()).contains("Failed requests:                         1         \n");
    assertThat(files(jar.temporary())).isEmpty();
  }

  @Test
  void aServerThatIsNotThereIsAnotherAndNothingIsLeft() throws Exception {
    JarProcess.Finished run =
        jar.run(
            "serve",
            "--base-url",
            "http://127.0.0.1:1",
            "--model",
            "m",
            "--tokenizer",
            TOKENIZER,
            "--num-prompts",
            "1",
            "--set",
            "client_warmup=false");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(7);
    assertThat(run.err()).contains("Outcome: unreachable");
    assertThat(files(jar.folder())).isEmpty();
    assertThat(files(jar.temporary())).isEmpty();
  }

  @Test
  void runMeasuresAConfigurationAndAsksNobodyElse() throws Exception {
    Files.createDirectories(jar.folder());
    Files.writeString(
        jar.folder().resolve("my.yaml"),
        "base_url: "
            + engine.baseUri()
            + "\nmodel: my/model\ntokenizer: "
            + TOKENIZER
            + "\ninput_output: [[16, 4]]\nconcurrency_prompts: [[1, 2], [2, 4]]\n");
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(proxy.getLocalPort());
      JarProcess.Finished run =
          jar.run(
              List.of("-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=" + port),
              "run",
              "my.yaml",
              "--set",
              "client_warmup=false",
              "--seed",
              "3");
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).contains("Outcome: ok").contains("Gatling's report: results");
      assertThat(run.out()).doesNotContain("Simulation", "Please open");
      assertThat(asked(proxy)).as("asked through the proxy").isFalse();
    }
    Path results = jar.folder().resolve("results");
    assertThat(results.resolve("bench_io16x4_mc1_np2.json")).exists();
    assertThat(results.resolve("bench_io16x4_mc2_np4.json")).exists();
    assertThat(Files.readString(results.resolve("bench_io16x4_mc2_np4.json")))
        .contains("\"seed\":3");
    try (Stream<Path> report = Files.walk(results.resolve("gatling"))) {
      assertThat(report).anyMatch(file -> file.endsWith("index.html"));
    }
  }

  @Test
  void aSweepRunsEachPointInAProcessOfItsOwn() throws Exception {
    JarProcess.Finished run =
        jar.run(
            "sweep",
            "-o",
            "out",
            "-e",
            "e",
            "--num-runs",
            "1",
            "--grid",
            "{max_concurrency: [1, 2]}",
            "--set",
            "client_warmup=false",
            "--bench-cmd",
            "vllm bench serve --model my/model --num-prompts 4 --random-input-len 16"
                + " --random-output-len 4 --base-url "
                + engine.baseUri()
                + " --tokenizer "
                + TOKENIZER);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).doesNotContain("Simulation", "Please open");
    assertThat(jar.folder().resolve("out/e/summary.csv")).exists();
    assertThat(files(jar.folder().resolve("out/e")).stream().filter(f -> f.endsWith("run=0.json")))
        .hasSize(2);
  }

  @Test
  void theEngineSaysWhereItListens() throws Exception {
    JarProcess.Finished run = jar.run("engine", "--port", "0", "--max-seconds", "1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("listening on http://127\\.0\\.0\\.1:\\d+\\R");
  }

  @Test
  void findBeginsASearchAndSaysThatItFoundNoLimit() throws Exception {
    JarProcess.Finished run =
        jar.run(
            "find",
            "--base-url",
            engine.baseUri().toString(),
            "--tokenizer",
            TOKENIZER,
            "--model",
            "my/model",
            "--input-output",
            "[[16, 4]]",
            "--goal",
            "ttft p50 < 60s",
            "--variable",
            "max_concurrency",
            "--from",
            "1",
            "--to",
            "2",
            "--max-probes",
            "3",
            "--budget",
            "20s",
            "--set",
            "client_warmup=false");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(8);
    assertThat(jar.folder().resolve("results/find.json")).exists();
  }

  /** Whether somebody waits to be accepted. */
  private static boolean asked(ServerSocket server) throws IOException {
    server.setSoTimeout(200);
    try (Socket unused = server.accept()) {
      return unused.isConnected();
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static List<Path> files(Path below) throws IOException {
    if (!Files.exists(below)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*/(hsperfdata|com_aayushatharva).*")) // others
          .map(below::relativize)
          .toList();
    }
  }
}
