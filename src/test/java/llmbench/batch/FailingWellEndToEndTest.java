// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when a run cannot begin, is ended from outside, or is not the usual one. */
class FailingWellEndToEndTest {
  private static final Path CERTIFICATE = Path.of("src/test/resources/tls/server-cert.pem");
  private static final Path KEY = Path.of("src/test/resources/tls/server-key.pem");

  @TempDir private Path folder;

  @Test
  void aRefusedConnectionIsOneMessageAndNothingIsWritten() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    refusedWith("http://127.0.0.1:" + port, "connection refused", "unreachable");
  }

  @Test
  void anUnknownHostIsOneMessageAndNothingIsWritten() throws Exception {
    refusedWith("http://no-such-host.invalid", "unknown host no-such-host.invalid", "unreachable");
  }

  @Test
  void aCertificateIsCheckedUnlessToldOtherwise() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, EngineAccess.withTls(CERTIFICATE, KEY))) {
      String address = engine.baseUri().toString().replace("127.0.0.1", "localhost");
      assertThat(address).startsWith("https:");
      refusedWith(address, "bad certificate", "unreachable");
      assertThat(engine.generationRequests()).isZero();

      assertThat(tls("insecure", address).option("insecure", true).run().exitCode()).isZero();
      assertThat(tls("ca", address).option("ca_file", CERTIFICATE).run().exitCode()).isZero();
      assertThat(engine.generationRequests()).isEqualTo(6);
    }
  }

  private GatlingProcess tls(String name, String address) {
    return new GatlingProcess(folder.resolve(name)).against(address, 16, 4, 1, 3);
  }

  @Test
  void aKeyThatIsRefusedEndsTheBatchAndOneThatFitsIsNeverWritten() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, EngineAccess.withKey("sesame-key"))) {
      String address = engine.baseUri().toString();
      refusedWith(address, "set OPENAI_API_KEY", "unreachable");
      GatlingProcess.Finished finished =
          new GatlingProcess(folder.resolve("key"))
              .against(address, 16, 4, 1, 3)
              .environment("OPENAI_API_KEY", "sesame-key")
              .run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).doesNotContain("sesame-key");
      try (var files = Files.walk(folder.resolve("key"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(
                  new String(
                      Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain("sesame-key");
        }
      }
    }
  }

  @Test
  void aResultFolderThatCannotBeIsFoundBeforeTheLoad() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 3)
              .option("result_dir", file.resolve("results"))
              .run();
      assertThat(finished.exitCode()).isNotZero();
      assertThat(finished.output())
          .contains("result folder")
          .contains("result_dir")
          .doesNotContain("\tat ");
      assertThat(engine.generationRequests()).isZero();
    }
  }

  @Test
  void aDryRunSendsNothing() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 3)
              .option("dry_run", true)
              .run();
      assertThat(finished.exitCode()).isZero();
      assertThat(finished.output()).contains("io16x4_mc1_np3");
      assertThat(engine.connectionsAccepted()).isZero();
      assertThat(folder.resolve("results")).doesNotExist();
    }
  }

  @Test
  void aRunThatIsEndedKeepsWhatItMeasured() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 4:stall after 2")) {
      GatlingProcess gatling =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 10)
              .option("drain_timeout", 0);
      Process process = gatling.start();
      long until = System.currentTimeMillis() + 60_000;
      while (engine.generationRequests() < 4 && System.currentTimeMillis() < until) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isNotZero();
      JsonNode result = json("bench_io16x4_mc1_np10.json");
      assertThat(result.path("completed").asInt()).isEqualTo(3);
      assertThat(result.path("llmbench").path("partial").asBoolean()).isTrue();
      assertThat(json("status.json").path("outcome").asText()).isEqualTo("interrupted");
      assertThat(folder.resolve("results/aggregate_results.csv")).isNotEmptyFile();
    }
  }

  @Test
  void theServersTokenizerServesWithoutOneHere() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 2, 6)
              .option("tokenizer", "server")
              .run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      JsonNode result = json("bench_io16x4_mc2_np6.json");
      assertThat(result.path("completed").asInt()).isEqualTo(6);
      assertThat(result.path("tokenizer_id").asText()).isEqualTo("server");
      assertThat(engine.receivedBodies().stream().distinct().count()).isEqualTo(6);
    }
  }

  @Test
  void theStepServesAnybodysScenario() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(30, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .simulation("simulations.Ask")
              .property("ask.base_url", engine.baseUri().toString())
              .property("ask.model", Engines.MODEL)
              .run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output())
          .containsPattern("completed in (3|[4-9]|\\d\\d)\\d+\\.\\d+ ms, tokens: 20\\.0");
      assertThat(engine.receivedBodies()).anyMatch(body -> body.contains("Tell me about stars"));
    }
  }

  private void refusedWith(String address, String text, String outcome) throws Exception {
    Path here = folder.resolve("refused-" + outcome);
    GatlingProcess.Finished finished = new GatlingProcess(here).against(address, 16, 4, 1, 3).run();
    assertThat(finished.exitCode()).isNotZero();
    assertThat(finished.output())
        .contains(text)
        .contains("Outcome: " + outcome)
        .doesNotContain("\tat ");
    assertThat(here.resolve("results")).doesNotExist();
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(folder.resolve("results").resolve(name).toFile());
  }
}
