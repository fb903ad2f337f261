// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import llmbench.engine.RawConnection.Ending;
import llmbench.engine.RawConnection.Response;
import llmbench.plan.EngineSpec;
import llmbench.recording.NanoClock;
import org.junit.jupiter.api.Test;

/** The server: what it counts, how it treats connections, and its gauges. */
class EmbeddedEngineTest {
  private static final String COMPLETIONS = "/v1/completions";

  @Test
  void itCountsWhatItReceivedAndKeepsTheBodies() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast());
        RawConnection connection = new RawConnection(engine.baseUri())) {
      for (int i = 0; i < 3; i++) {
        connection.send("POST", COMPLETIONS, completion("prompt " + i, 2, true));
      }
      connection.send("GET", "/v1/models", "");
      connection.send("POST", COMPLETIONS, "{\"prompt\":\"\"}");
      assertThat(engine.generationRequests()).isEqualTo(4);
      assertThat(engine.connectionsAccepted()).isEqualTo(1);
      assertThat(engine.maxInFlight()).isEqualTo(1);
      assertThat(engine.receivedBodies())
          .hasSize(4)
          .startsWith(completion("prompt 0", 2, true), completion("prompt 1", 2, true));
    }
  }

  @Test
  void itsPrefixCacheCanBeEmptiedAndItsProfilerIsObedient() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(8, 1, true));
        RawConnection connection = new RawConnection(engine.baseUri())) {
      String body = completion("the same long prompt ".repeat(20), 2, false);
      connection.send("POST", COMPLETIONS, body);
      await(() -> metric(engine, "num_requests_running", "") == 0);
      connection.send("POST", COMPLETIONS, body);
      double hits = metric(engine, "prefix_cache_hits_total", "");
      assertThat(hits).isPositive();
      await(() -> metric(engine, "num_requests_running", "") == 0);

      assertThat(connection.send("POST", "/reset_prefix_cache", "").body())
          .isEqualTo("{\"success\":true}");

      connection.send("POST", COMPLETIONS, body);
      assertThat(metric(engine, "prefix_cache_hits_total", "")).isEqualTo(hits);
      assertThat(connection.send("POST", "/start_profile", "").status()).isEqualTo(200);
      assertThat(connection.send("POST", "/stop_profile", "").status()).isEqualTo(200);
      assertThat(connection.send("GET", "/start_profile", "").status()).isEqualTo(405);
    }
  }

  @Test
  void itKnowsHowManyWereInFlightAtMost() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(8, 1, false))) {
      List<RawConnection> connections = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        RawConnection connection = new RawConnection(engine.baseUri());
        connection.write("POST", COMPLETIONS, completion("p", 200, true));
        connections.add(connection);
      }
      await(() -> engine.inFlight() == 5);
      for (RawConnection connection : connections) {
        assertThat(connection.read().ending()).isEqualTo(Ending.COMPLETE);
        connection.close();
      }
      await(() -> engine.inFlight() == 0);
      assertThat(engine.maxInFlight()).isEqualTo(5);
      assertThat(engine.connectionsAccepted()).isEqualTo(5);
    }
  }

  @Test
  void theSeatOfAClientThatLeavesIsFreeAgain() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(1, 1, false))) {
      RawConnection leaves = new RawConnection(engine.baseUri());
      leaves.write("POST", COMPLETIONS, completion("p", 4000, true));
      await(() -> metric(engine, "num_requests_running", "") == 1);
      leaves.close();
      Response next = RawConnection.post(engine.baseUri(), COMPLETIONS, completion("q", 2, true));
      assertThat(next.ending()).isEqualTo(Ending.COMPLETE);
      await(() -> engine.inFlight() == 0);
      assertThat(metric(engine, "request_success_total", "finished_reason=\"abort\"")).isEqualTo(1);
    }
  }

  @Test
  void clientsThatLeaveAtOnceLeaveNothingBehind() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(1, 1, false))) {
      for (int i = 0; i < 20; i++) {
        RawConnection leaves = new RawConnection(engine.baseUri());
        leaves.write("POST", COMPLETIONS, completion("p", 4000, true));
        leaves.close();
      }
      Response next = RawConnection.post(engine.baseUri(), COMPLETIONS, completion("q", 2, true));
      assertThat(next.ending()).isEqualTo(Ending.COMPLETE);
      await(() -> engine.inFlight() == 0);
    }
  }

  @Test
  void requestsSentInAdvanceAreAnsweredInOrder() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast());
        RawConnection connection = new RawConnection(engine.baseUri())) {
      connection.write("POST", "/tokenize", "{\"prompt\":\"a\"}");
      connection.write("POST", "/tokenize", "{\"prompt\":\"bb\"}");
      assertThat(connection.read().body()).contains("\"tokens\":[97]");
      assertThat(connection.read().body()).contains("\"tokens\":[98,98]");
    }
  }

  @Test
  void aRequestToCloseIsHonoured() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast());
        RawConnection connection = new RawConnection(engine.baseUri())) {
      Response first =
          connection.send("POST", COMPLETIONS, completion("p", 2, true), "connection: close");
      assertThat(first.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(connection.read().ending()).isEqualTo(Ending.CLOSED_EARLY);
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.baseUri().getPort())) {
      socket
          .getOutputStream()
          .write("\u0001\u0002 nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void metricsUseVllmsNamesAndAddUp() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(8, 0.2, true))) {
      String prompt = " bala".repeat(40);
      for (int i = 0; i < 2; i++) {
        RawConnection.post(engine.baseUri(), COMPLETIONS, completion(prompt, 10, true));
      }
      await(() -> engine.inFlight() == 0);
      assertThat(metric(engine, "prompt_tokens_total", "")).isEqualTo(80);
      assertThat(metric(engine, "generation_tokens_total", "")).isEqualTo(20);
      assertThat(metric(engine, "request_success_total", "finished_reason=\"length\""))
          .isEqualTo(2);
      assertThat(metric(engine, "prefix_cache_queries_total", "")).isEqualTo(80);
      assertThat(metric(engine, "prefix_cache_hits_total", "")).isEqualTo(32);
      assertThat(metric(engine, "num_requests_running", "")).isZero();
      assertThat(metric(engine, "time_to_first_token_seconds_count", "")).isEqualTo(2);
      String names =
          new String(resource("/golden/streams/metrics-names.txt"), StandardCharsets.UTF_8);
      RawConnection.get(engine.baseUri(), "/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("# TYPE "))
          .forEach(line -> assertThat(names).contains(line.substring("# TYPE ".length()) + "\n"));
    }
  }

  @Test
  void waitingRequestsShowInTheMetrics() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(1, 1, false))) {
      List<RawConnection> connections = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        RawConnection connection = new RawConnection(engine.baseUri());
        connection.write("POST", COMPLETIONS, completion("p", 3000, true));
        connections.add(connection);
      }
      await(() -> metric(engine, "num_requests_waiting", "") == 2);
      assertThat(metric(engine, "num_requests_running", "")).isEqualTo(1);
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  @Test
  void aCachedPrefixIsToldInTheUsage() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.batching(8, 0.2, true))) {
      String body = completion(" bala".repeat(40), 2, true);
      RawConnection.post(engine.baseUri(), COMPLETIONS, body);
      assertThat(RawConnection.post(engine.baseUri(), COMPLETIONS, body).body())
          .contains("\"prompt_tokens_details\":{\"cached_tokens\":32}");
    }
  }

  @Test
  void promptsMayBeTokenIdsAndAnswersAreTheSame() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast())) {
      String text = completion("sea", 8, false);
      String ids = text.replace("\"sea\"", "[115,101,97]");
      assertThat(answer(RawConnection.post(engine.baseUri(), COMPLETIONS, ids)))
          .isEqualTo(answer(RawConnection.post(engine.baseUri(), COMPLETIONS, text)))
          .hasSize(8 * 5);
    }
  }

  /** As seen of vLLM with max_model_len 4096, 4090 prompt tokens and max_tokens 10. */
  @Test
  void anAnswerIsShortenedToWhatFitsBehindItsPrompt() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast())) {
      String prompt = " bala".repeat(4090);
      Response response =
          RawConnection.post(engine.baseUri(), COMPLETIONS, completion(prompt, 10, false));
      assertThat(response.body())
          .contains("\"prompt_tokens\":4090,\"total_tokens\":4096,\"completion_tokens\":6")
          .contains("\"finish_reason\":\"length\"");
    }
  }

  @Test
  void withoutMaxTokensACompletionHas16AndAChatFillsTheModel() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast())) {
      assertThat(
              RawConnection.post(
                      engine.baseUri(), COMPLETIONS, "{\"prompt\":\"sea\",\"ignore_eos\":true}")
                  .body())
          .contains("\"completion_tokens\":16,");
      assertThat(
              RawConnection.post(
                      engine.baseUri(),
                      "/v1/chat/completions",
                      "{\"messages\":[{\"role\":\"user\",\"content\":\"sea\"}],\"ignore_eos\":true}")
                  .body())
          .contains("\"total_tokens\":4096,");
    }
  }

  @Test
  void moreMinTokensThanMaxTokensAreRefused() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast())) {
      String body = "{\"prompt\":\"sea\",\"min_tokens\":9,\"max_tokens\":3}";
      Response response = RawConnection.post(engine.baseUri(), COMPLETIONS, body);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.body()).contains("min_tokens must be less than or equal to max_tokens=3");
    }
  }

  @Test
  void aTokenizerThatFailsGivesA500() throws IOException {
    EngineTokenizer failing =
        new EngineTokenizer() {
          @Override
          public int[] encode(String text) {
            if (text.contains("sea")) {
              throw new IllegalStateException("no sea here");
            }
            return EngineTokenizer.builtIn().encode(text);
          }

          @Override
          public String decode(int[] tokenIds) {
            return EngineTokenizer.builtIn().decode(tokenIds);
          }

          @Override
          public int vocabSize() {
            return EngineTokenizer.builtIn().vocabSize();
          }
        };
    try (EmbeddedEngine engine = EmbeddedEngine.start(EngineSpecs.fast(), "m", failing, 0)) {
      Response response =
          RawConnection.post(engine.baseUri(), COMPLETIONS, completion("sea", 3, true));
      assertThat(response.status()).isEqualTo(500);
      assertThat(response.body()).contains("no sea here");
    }
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (EmbeddedEngine engine = start(EngineSpecs.fast())) {
      int port = engine.baseUri().getPort();
      assertThatThrownBy(
              () -> EmbeddedEngine.start(EngineSpecs.fast(), "m", EngineTokenizer.builtIn(), port))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port)
          .hasMessageContaining("0 for any free one");
    }
  }

  @Test
  void settingsOutOfRangeAreAllNamed() {
    EngineSpec bad =
        new EngineSpec(false, -1, Double.NaN, 0, 0, 100, 0, 0, 0, false, 3, 0, List.of());
    assertThatThrownBy(() -> EmbeddedEngine.start(bad, "m", EngineTokenizer.builtIn(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max_num_seqs: expected at least 1, found 0")
        .hasMessageContaining("max_num_batched_tokens")
        .hasMessageContaining("ttft_ms")
        .hasMessageContaining("itl_ms")
        .hasMessageContaining("at least 7, or 0 for no limit");
  }

  @Test
  void afterClosingNobodyListens() throws IOException {
    EmbeddedEngine engine = start(EngineSpecs.fast());
    int port = engine.baseUri().getPort();
    engine.close();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }

  private static EmbeddedEngine start(EngineSpec spec) throws IOException {
    return EmbeddedEngine.start(spec, "m", EngineTokenizer.builtIn(), 0);
  }

  static String completion(String prompt, int tokens, boolean stream) {
    return "{\"prompt\":\""
        + prompt
        + "\",\"ignore_eos\":true,\"max_tokens\":"
        + tokens
        + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}" : "}");
  }

  private static String answer(Response response) {
    return response.body().replaceFirst(".*\"text\":\"([^\"]*)\".*", "$1");
  }

  private static double metric(EmbeddedEngine engine, String name, String label) {
    try {
      return RawConnection.get(engine.baseUri(), "/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("vllm:" + name + "{") && line.contains(label))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream in = EmbeddedEngineTest.class.getResourceAsStream(path)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = NanoClock.SYSTEM.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(NanoClock.SYSTEM.nanoTime()).as("still not so after 10 s").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
