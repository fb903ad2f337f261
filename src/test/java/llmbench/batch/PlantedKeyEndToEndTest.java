// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that repeats every secret it was sent, wherever it can: none is in what a run leaves.
 */
class PlantedKeyEndToEndTest {
  private static final String KEY = "sk-planted-7f3e91c2";
  private static final String TEAM = "team-planted-\"55aa";
  private static final String GATEWAY = "gw-planted-80d1";
  private static final int REQUESTS = 6;

  @TempDir private Path folder;

  @Test
  void noSecretStandsInAnyFileLogOrProcessTitle() throws Exception {
    try (TellTale server = new TellTale()) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .environment("OPENAI_API_KEY", KEY)
              .environment("TEAM", TEAM)
              .environment("GATEWAY", GATEWAY)
              .against(server.url(), 16, 8, 1, REQUESTS)
              .option("header", "{X-Team: '${TEAM}', X-Gateway-Token: 'Basic ${GATEWAY}'}")
              .option("secret_headers", "[x-team]")
              .option("ready_check_timeout_sec", 1)
              .option("save_detailed", true)
              .option("save_bodies", true)
              .option("save_requests", true)
              .option("hdr_histograms", true)
              .option("num_warmups", 1);
      Process process = run.start();
      Set<String> titles = new TreeSet<>();
      do {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .forEach(each -> each.info().commandLine().ifPresent(titles::add));
      } while (!process.waitFor(200, TimeUnit.MILLISECONDS));

      assertThat(server.told()).as("requests that came with all secrets").isGreaterThan(REQUESTS);
      assertThat(run.output()).contains("***").contains("Outcome: failed_requests");
      assertThat(Files.readString(folder.resolve("results/records/io16x8_mc1_np6.jsonl")))
          .contains("refused: ***");
      assertThat(titles).isNotEmpty().noneMatch(PlantedKeyEndToEndTest::holdsASecret);
      assertThat(filesWithASecret()).isEmpty();
    }
  }

  @Test
  void noSecretStandsInWhatAConversationLeaves() throws Exception {
    try (TellTale server = new TellTale()) {
      GatlingProcess run =
          new GatlingProcess(folder)
              .environment("OPENAI_API_KEY", KEY)
              .environment("TEAM", TEAM)
              .environment("GATEWAY", GATEWAY)
              .option("base_url", server.url())
              .option("header", "{X-Team: '${TEAM}', X-Gateway-Token: 'Basic ${GATEWAY}'}")
              .option("secret_headers", "[x-team]")
              .option("dataset_name", "multi_turn")
              .option("dataset_path", "src/test/resources/datasets/conversations.json")
              .option("input_output", "")
              .option("concurrency_prompts", "")
              .option("num_clients", 1)
              .option("max_turns", 2)
              .option("save_bodies", true)
              .option("print_content", true)
              .option("verbose", true)
              .option("excel_output", true)
              .option("output_file", "said.json")
              .option("stats_json_output", "turns.json");
      GatlingProcess.Finished finished = run.run();
      assertThat(finished.output()).contains("Response:\n***");
      assertThat(run.results().resolve("said.json")).content().contains("***");
      assertThat(filesWithASecret()).isEmpty();
    }
  }

  private List<String> filesWithASecret() throws IOException {
    List<String> found = new ArrayList<>();
    int[] seen = {0};
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen[0]++;
        if (holdsASecret(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))) {
          found.add(folder.relativize(file).toString());
        }
      }
    }
    assertThat(seen[0]).isGreaterThan(8);
    return found;
  }

  private static boolean holdsASecret(String text) {
    return text.contains(KEY) || text.contains("team-planted") || text.contains(GATEWAY);
  }

  /**
   * Answers in turn with an error, a stream and an error in a stream, each with all secrets in it.
   */
  private static final class TellTale implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    TellTale() throws IOException {
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int told() {
      return told.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
      exchange.getRequestBody().readAllBytes();
      Headers headers = exchange.getRequestHeaders();
      String all =
          headers.getFirst("Authorization")
              + " "
              + headers.getFirst("X-Team").replace("\"", "\\\"")
              + " "
              + headers.getFirst("X-Gateway-Token");
      if (all.contains(KEY) && all.contains("team-planted") && all.contains(GATEWAY)) {
        told.incrementAndGet();
      }
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/metrics")) {
        respond(exchange, 200, "text/plain", "# of " + all + "\nvllm:num_requests_running 0\n");
      } else if (!path.equals("/v1/chat/completions")) {
        respond(exchange, 200, "application/json", "{\"version\":\"" + all + "\"}");
      } else if (asked.getAndIncrement() % 3 == 0) {
        respond(
            exchange,
            500,
            "application/json",
            "{\"error\":{\"message\":\"refused: " + all + "\"}}");
      } else {
        String token =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + all + "\"}}]}\n\n";
        String end =
            asked.get() % 3 == 0
                ? "data: {\"error\":{\"message\":\"refused: " + all + "\"}}\n\n"
                : "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        respond(exchange, 200, "text/event-stream", token + end + "data: [DONE]\n\n");
      }
    }

    private static void respond(HttpExchange exchange, int status, String type, String body)
        throws IOException {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
