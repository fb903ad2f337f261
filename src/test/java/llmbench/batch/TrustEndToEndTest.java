// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineAccess;
import llmbench.engine.EngineTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far figures can be trusted, as a user finds it beside them. */
class TrustEndToEndTest {
  @TempDir private Path folder;

  private JsonNode llmbench(GatlingProcess run, String file) throws IOException {
    return new ObjectMapper().readTree(run.results().resolve(file).toFile()).path("llmbench");
  }

  @Test
  void theNoiseFloorIsMeasuredElsewhereAndStandsInTheResult() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 5)) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .against(engine.baseUri().toString(), 16, 8, 4, 12)
              .option("client_warmup", true)
              .option("network_adjusted", true);
      GatlingProcess.Finished finished = run.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output())
          .containsPattern("Client noise floor at 4 streams: TTFT p50 \\d+\\.\\d+ p99 ");
      assertThat(engine.generationRequests()).isEqualTo(12);

      JsonNode llmbench = llmbench(run, "bench_io16x8_mc4_np12.json");
      JsonNode floor = llmbench.path("client").path("noise_floor");
      assertThat(floor.path("engine").textValue()).isEqualTo("own process");
      assertThat(floor.path("streams").intValue()).isEqualTo(4);
      assertThat(floor.path("warm_up_failed").intValue()).isZero();
      assertThat(floor.path("ttft_ms").path("samples").intValue()).isGreaterThanOrEqualTo(4);
      for (String metric : new String[] {"ttft_ms", "itl_ms"}) {
        double p50 = floor.path(metric).path("p50").doubleValue();
        double p99 = floor.path(metric).path("p99").doubleValue();
        assertThat(p50).isPositive();
        assertThat(p99).isGreaterThanOrEqualTo(p50);
        assertThat(floor.path(metric).path("max").doubleValue()).isGreaterThanOrEqualTo(p99);
      }
      assertThat(llmbench.path("client").path("health").path("loop_lag_p50_ms").doubleValue())
          .isPositive();
      JsonNode network = llmbench.path("network");
      for (String when : new String[] {"start", "end"}) {
        assertThat(network.path(when).path("connect_ms").doubleValue()).isPositive();
        assertThat(network.path(when).path("round_trip_route").textValue()).isEqualTo("/health");
      }
      JsonNode adjusted = llmbench.path("network_adjusted");
      double trip = adjusted.path("round_trip_ms").doubleValue();
      assertThat(trip).isPositive();
      JsonNode result =
          new ObjectMapper().readTree(run.results().resolve("bench_io16x8_mc4_np12.json").toFile());
      assertThat(adjusted.path("mean_ttft_ms").doubleValue())
          .isEqualTo(Math.max(0, result.path("mean_ttft_ms").doubleValue() - trip));
    }
  }

  @Test
  void aBlockedEventLoopMakesTheCaseSuspect() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 10)) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .simulation("llmbench.batch.BlockedLoopBenchmark")
              .against(engine.baseUri().toString(), 16, 60, 4, 12);
      GatlingProcess.Finished finished = run.run();
      assertThat(finished.exitCode()).as("suspect fails no build: " + finished.output()).isZero();
      assertThat(finished.output()).contains("SUSPECT: event-loop lag max (ms): ");
      JsonNode llmbench = llmbench(run, "bench_io16x60_mc4_np12.json");
      assertThat(llmbench.path("suspect").toString())
          .contains("event-loop lag max (ms)", "limit 100");
      assertThat(llmbench.path("client").path("health").path("loop_lag_max_ms").doubleValue())
          .isGreaterThan(100);
      assertThat(llmbench.path("client").path("noise_floor").path("not_measured").textValue())
          .isEqualTo("client_warmup is false");
    }
  }

  @Test
  void garbageCollectionMakesTheCaseSuspect() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 10)) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .simulation("llmbench.batch.CollectingBenchmark")
              .against(engine.baseUri().toString(), 16, 60, 4, 8);
      GatlingProcess.Finished finished = run.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      JsonNode llmbench = llmbench(run, "bench_io16x60_mc4_np8.json");
      assertThat(llmbench.path("suspect").toString()).contains("GC");
      JsonNode health = llmbench.path("client").path("health");
      assertThat(health.path("gc_pauses").intValue()).isGreaterThan(10);
    }
  }

  @Test
  void aServerThatSlowsDownHasNoSteadyWindow() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 2)) {
      GatlingProcess run =
          new GatlingProcess(folder).against(engine.baseUri().toString(), 16, 8, 4, 240);
      Process process = run.start();
      for (int i = 0; process.isAlive(); i++) {
        pace(engine, 5 + 0.5 * i, 2 + 0.2 * i);
        while (process.isAlive() && engine.generationRequests() < 4 * i) {
          process.waitFor(5, TimeUnit.MILLISECONDS);
        }
      }
      assertThat(process.exitValue()).as(run.output()).isZero();
      assertThat(run.output()).contains("no steady window: ");
      JsonNode steady = llmbench(run, "bench_io16x8_mc4_np240.json").path("steady");
      assertThat(steady.path("reason").textValue())
          .matches("no steady window: .*(falls|rises) by \\d+\\.\\d % \\(Mann-Kendall, p = .*");
      assertThat(steady.has("mean_ttft_ms")).isFalse();
    }
  }

  private static void pace(EmbeddedEngine engine, double ttftMillis, double itlMillis)
      throws IOException, InterruptedException {
    String body = "{\"ttft_ms\": " + ttftMillis + ", \"itl_ms\": " + itlMillis + "}";
    HttpRequest request =
        HttpRequest.newBuilder(engine.baseUri().resolve("/exact/pace"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aServerThatCountsPromptsOtherwiseIsSuspect() throws Exception {
    EngineTokenizer shipped = Engines.shipped();
    EngineTokenizer other =
        new EngineTokenizer() {
          @Override
          public int[] encode(String text) {
            int[] ids = shipped.encode(text);
            return text.hashCode() % 3 == 0 && ids.length > 1
                ? Arrays.copyOf(ids, ids.length - 1)
                : ids;
          }

          @Override
          public String decode(int[] tokenIds) {
            return shipped.decode(tokenIds);
          }

          @Override
          public int vocabSize() {
            return shipped.vocabSize();
          }
        };
    try (EmbeddedEngine engine = Engines.exact(1, 1, EngineAccess.OPEN, other)) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .option("backend", "openai")
              .against(engine.baseUri().toString(), 16, 4, 4, 40);
      GatlingProcess.Finished finished = run.run();
      assertThat(finished.exitCode()).as(finished.output()).isZero();
      assertThat(finished.output()).contains("SUSPECT: ");
      JsonNode llmbench = llmbench(run, "bench_io16x4_mc4_np40.json");
      assertThat(llmbench.path("suspect").toString()).contains("prompt");
      JsonNode lengths = llmbench.path("lengths");
      assertThat(lengths.path("as_asked").booleanValue()).isFalse();
    }
  }
}
