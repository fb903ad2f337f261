// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import llmbench.recording.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpSinkTest {
  /** What a collector was sent. Texts stand in the protobuf as they are. */
  private record Sent(String path, String type, String key, String body) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private HttpServer collector;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/", this::take);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      sent.add(
          new Sent(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              String.valueOf(exchange.getRequestHeaders().getFirst("x-key")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private OtlpSink sink(int port, boolean spans) {
    return new OtlpSink(
        URI.create("http://127.0.0.1:" + port + "/"),
        spans,
        LiveRun.headers("x-key=a%20secret, other=b"),
        Map.of("llmbench", "1.2"),
        warnings::add);
  }

  private void run(OtlpSink sink) {
    CaseFacts facts = new CaseFacts("case-7", 4, null, "model-7", "openai-chat", true, 1_000);
    try (LiveCase live =
        new LiveCase(facts, new CaseTally("case-7", 4, null, () -> 0), List.of(sink))) {
      live.ended(LiveRecords.completed(50, 60, 90));
      live.ended(LiveRecords.ended(Outcome.HTTP_ERROR, true));
    }
    sink.close();
  }

  @Test
  void figuresArePushedAtTheEndWithTheHeadersOfTheEnvironment() {
    run(sink(collector.getAddress().getPort(), false));
    assertThat(warnings).isEmpty();
    assertThat(sent.stream().map(Sent::path).collect(Collectors.toSet()))
        .isEqualTo(Set.of("/v1/metrics"));
    Sent last = sent.get(sent.size() - 1);
    assertThat(last.type()).isEqualTo("application/x-protobuf");
    assertThat(last.key()).isEqualTo("a secret");
    assertThat(last.body())
        .contains("service.name", "llmbench", "1.2", "case-7", "model-7")
        .contains("llmbench.requests", "completed", "http_error")
        .contains("llmbench.input_tokens", "llmbench.output_tokens")
        .contains("llmbench.ttft", "llmbench.tpot", "llmbench.itl", "llmbench.e2el")
        .contains("llmbench.schedule_lag", "llmbench.requests_in_flight")
        .contains("llmbench.requests_planned", "llmbench.case_running", "llmbench.simulated");
  }

  @Test
  void eachRequestIsASpanIfAsked() {
    run(sink(collector.getAddress().getPort(), true));
    String spans =
        sent.stream()
            .filter(each -> each.path().equals("/v1/traces"))
            .map(Sent::body)
            .collect(Collectors.joining());
    assertThat(spans)
        .contains("chat model-7", "gen_ai.operation.name", "gen_ai.request.model")
        .contains("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens")
        .contains("error.type", "an error", "llmbench.ttft");
    assertThat(spans.split("gen_ai.operation.name", -1)).hasSize(3);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aCollectorThatIsNotThereIsToldOnce() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    OtlpSink sink = sink(port, false);
    run(sink);
    sink.close();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("WARNING: otlp_endpoint: http://127.0.0.1:" + port + "/ does not take")
        .contains("the run goes on");
  }
}
