// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own figures, its cache and its profiler, through a whole run. */
class ServerSideEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRST = "io96x4_mc1_np4";
  private static final String SECOND = "io96x4_mc2_np6";

  @TempDir private Path folder;

  /** Two cases whose prompts begin alike, against the embedded engine with its prefix cache. */
  private GatlingProcess twoCases() {
    return new GatlingProcess(folder)
        .option("input_output", "[[96, 4]]")
        .option("concurrency_prompts", "[[1, 4], [2, 6]]")
        .option("engine_step_ms", 2)
        .option("server_metrics_interval", 0.1);
  }

  private JsonNode llmbench(String name) throws Exception {
    return JSON.readTree(folder.resolve("results/bench_" + name + ".json").toFile())
        .path("llmbench");
  }

  @Test
  void aCaseThatFindsTheCacheOfAnotherSaysSo() throws Exception {
    GatlingProcess.Finished finished = twoCases().run();

    assertThat(finished.exitCode()).as(finished.output()).isZero();
    JsonNode first = llmbench(FIRST);
    JsonNode second = llmbench(SECOND);
    assertThat(first.path("cache").path("usage").path("requests").asInt()).isEqualTo(4);
    assertThat(first.path("cache").path("usage").path("unexplained_requests").asInt()).isZero();
    assertThat(second.path("cache").path("usage").path("unexplained_requests").asInt())
        .as("the four prompts of the first case")
        .isEqualTo(4);
    assertThat(second.path("cache").path("usage").path("cached_tokens").asDouble())
        .isEqualTo(second.path("cache").path("server").path("hits").asDouble())
        .isPositive();
    assertThat(second.path("events").toString()).contains("that their own case did not put there");
    assertThat(finished.output())
        .contains(SECOND + ": 4 of 6 requests found ")
        .doesNotContain(FIRST + ": 4 of")
        .contains(FIRST + ": server TTFT (ms): mean ");

    JsonNode server = first.path("server");
    assertThat(server.path("ttft").path("count").asInt()).isEqualTo(4);
    assertThat(server.path("ttft").path("mean_ms").asDouble()).isPositive();
    assertThat(server.path("generation_tokens").path("increase").asDouble()).isEqualTo(16);
    assertThat(server.path("running").path("end").asDouble()).isZero();
    List<String> series = Files.readAllLines(folder.resolve("results/server/" + FIRST + ".jsonl"));
    assertThat(series).hasSize(server.path("scrapes").asInt() + 1);
    assertThat(JSON.readTree(series.get(0)).path("case").asText()).isEqualTo(FIRST);
  }

  @Test
  void theServersFiguresAreOfTheLoadAndNotOfThePhaseBeforeIt() throws Exception {
    GatlingProcess.Finished finished =
        new GatlingProcess(folder)
            .option("input_output", "[[32, 4]]")
            .option("concurrency_prompts", "[[2, 6]]")
            .option("engine_step_ms", 2)
            .option("server_metrics_interval", 0.1)
            .option("num_warmups", 2)
            .option("warmup_phase", "{num_prompts: 5, concurrency: 2}")
            .run();

    assertThat(finished.exitCode()).as(finished.output()).isZero();
    JsonNode own = llmbench("io32x4_mc2_np6");
    assertThat(own.at("/load_phases/warmup/completed").asInt()).isEqualTo(5);
    JsonNode server = own.path("server");
    assertThat(server.path("generation_tokens").path("increase").asDouble()).isEqualTo(6 * 4);
    assertThat(server.path("ttft").path("count").asInt()).isEqualTo(6);
    assertThat(server.path("notes").toString()).doesNotContain("beside the load");
    List<String> series = Files.readAllLines(folder.resolve("results/server/io32x4_mc2_np6.jsonl"));
    assertThat(series).hasSize(server.path("scrapes").asInt() + 1);
    assertThat(series).filteredOn(line -> line.contains("\"before\"")).hasSize(2);
  }

  @Test
  void resettingTheCacheKeepsCasesApartAndTheProfilerRunsAroundEach() throws Exception {
    GatlingProcess.Finished finished =
        twoCases()
            .option("reset_prefix_cache", true)
            .option("profile", true)
            .option("cache_salt", "random")
            .run();

    assertThat(finished.exitCode()).as(finished.output()).isZero();
    assertThat(llmbench(SECOND).path("cache").path("usage").path("cached_tokens").asInt()).isZero();
    assertThat(llmbench(SECOND).path("cache").path("reset_before").asBoolean()).isTrue();
    assertThat(
            finished
                .output()
                .lines()
                .filter(line -> line.contains("rofiler"))
                .map(String::strip)
                .toList())
        .containsExactly(
            "Starting profiler...",
            "Profiler started",
            "Stopping profiler...",
            "Profiler stopped",
            "Starting profiler...",
            "Profiler started",
            "Stopping profiler...",
            "Profiler stopped");
  }

  @Test
  void speculativeDecodingIsInTheResultAndInTheBlockAsInVllm() throws Exception {
    JsonNode answer =
        JSON.readTree(
            Path.of("src/test/resources/golden/servermetrics/decoding-speculative.json").toFile());
    AtomicInteger times = new AtomicInteger();
    HttpServer exporter =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    exporter.createContext(
        "/metrics",
        exchange -> {
          String text = answer.path(times.getAndIncrement() == 0 ? "before" : "after").asText();
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    exporter.start();
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 2)
              .option(
                  "server_metrics_urls",
                  "[http://127.0.0.1:" + exporter.getAddress().getPort() + "/metrics]")
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      String console = answer.path("console").asText();
      assertThat(finished.output())
          .contains(console.substring(console.indexOf("---------------Speculative")));
      JsonNode result = JSON.readTree(folder.resolve("results/bench_io16x4_mc1_np2.json").toFile());
      List<String> keys = new ArrayList<>();
      answer.path("figures").fieldNames().forEachRemaining(keys::add);
      assertThat(keys).hasSize(6);
      for (String key : keys) {
        assertThat(result.path(key)).as(key).isEqualTo(answer.path("figures").path(key));
      }
    } finally {
      exporter.stop(0);
    }
  }

  @Test
  void bodiesCarryTheSaltAndNobodyAsksForMetricsWhereNoneAreWanted() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1)) {
      GatlingProcess.Finished finished =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 4, 1, 2)
              .option("cache_salt", "pepper")
              .option("server_metrics_urls", "[]")
              .run();

      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(engine.receivedBodies())
          .hasSize(2)
          .allSatisfy(body -> assertThat(body).contains("\"cache_salt\":\"pepper\""));
      assertThat(llmbench("io16x4_mc1_np2").has("server")).isFalse();
      assertThat(llmbench("io16x4_mc1_np2").path("cache").has("usage")).isTrue();
      assertThat(folder.resolve("results/server")).doesNotExist();
    }
  }
}
