// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector is told of every request, however the run ends. */
class OtlpEndToEndTest {
  private static final Pattern ID = Pattern.compile("bench-[0-9a-f]+-[0-9]+");

  private final List<String> spans = new CopyOnWriteArrayList<>();
  private final List<String> metrics = new CopyOnWriteArrayList<>();
  private HttpServer collector;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", exchange -> take(exchange, spans));
    collector.createContext("/v1/metrics", exchange -> take(exchange, metrics));
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  private static void take(HttpExchange exchange, List<String> bodies) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      bodies.add(new String(body, StandardCharsets.ISO_8859_1));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Set<String> ids(List<String> bodies) {
    Set<String> ids = new TreeSet<>();
    for (String body : bodies) {
      Matcher id = ID.matcher(body);
      while (id.find()) {
        ids.add(id.group());
      }
    }
    return ids;
  }

  /** Signals, each sent when the load goes on; none lets the run end by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"", "INT", "TERM", "TERM TERM"})
  void everyRequestOfTheRecordsWasTold(String signals) throws Exception {
    boolean ends = signals.isEmpty();
    Process run =
        new GatlingProcess(folder)
            .against("embedded", 16, 20, 2, ends ? 12 : 2_000)
            .option("engine_exact", true)
            .option("engine_itl_ms", 20)
            .option("drain_timeout", signals.contains(" ") ? 120 : 5)
            .option("otlp_endpoint", "http://127.0.0.1:" + collector.getAddress().getPort())
            .option("otlp_spans", true)
            .start();
    if (!ends) {
      Path records = folder.resolve("results/records/io16x20_mc2_np2000.jsonl");
      await(() -> Files.exists(records) && Files.readAllLines(records).size() > 6);
      for (String signal : signals.split(" ", -1)) {
        assertThat(
                new ProcessBuilder("kill", "-" + signal, String.valueOf(run.pid()))
                    .start()
                    .waitFor())
            .isZero();
        Thread.sleep(300);
      }
    }
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Path file = folder.resolve("results/records/io16x20_mc2_np" + (ends ? 12 : 2_000) + ".jsonl");
    Set<String> recorded;
    try (RecordReader reader = RecordReader.open(file)) {
      recorded =
          reader
              .records()
              .map(RequestRecord::requestId)
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(recorded).hasSizeGreaterThan(5);
    assertThat(ids(spans)).isEqualTo(recorded);
    assertThat(metrics.get(metrics.size() - 1)).contains("llmbench.requests", "completed");
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    for (int i = 0; i < 600 && !condition.holds(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.holds()).isTrue();
  }
}
