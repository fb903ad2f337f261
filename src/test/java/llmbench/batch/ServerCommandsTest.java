// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import llmbench.gatling.RunStop;
import llmbench.plan.Api;
import llmbench.plan.Target;
import llmbench.server.ServerConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server is told beside the load, and what is said where it does not obey. */
class ServerCommandsTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final RunStop stop = new RunStop();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";
  private volatile boolean silent;

  ServerCommandsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("Authorization");
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + key);
          if (silent) {
            stop.ask();
            return; // the connection stays open
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ServerConnection connection() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Target target = new Target(url, Api.OPENAI, null, null, null, null, Map.of(), false, null);
    return ServerConnection.to(target, url, "key", Duration.ofSeconds(5));
  }

  private PrefixCacheReset reset() {
    return new PrefixCacheReset(connection(), said::add);
  }

  private ServerProfiler profiler() {
    return new ServerProfiler(
        connection(),
        stop,
        Duration.ofMillis(100),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @Test
  void theCacheIsEmptiedEachTime() {
    body = "{\"success\": true}";
    PrefixCacheReset reset = reset();

    assertThat(reset.reset()).isTrue();
    assertThat(reset.reset()).isTrue();

    assertThat(asked).hasSize(2).containsOnly("POST /reset_prefix_cache Bearer key");
    assertThat(said).isEmpty();
  }

  @Test
  void aServerThatKeepsItsCacheIsAskedAgainTheNextTime() {
    body = "{\"success\": false}";
    PrefixCacheReset reset = reset();

    assertThat(reset.reset()).isFalse();
    assertThat(reset.reset()).isFalse();

    assertThat(asked).hasSize(2);
    assertThat(said).allMatch(text -> text.contains("still in use"));
  }

  @Test
  void aServerWithoutTheRouteIsAskedOnce() {
    status = 404;
    PrefixCacheReset reset = reset();

    assertThat(reset.reset()).isFalse();
    assertThat(reset.reset()).isFalse();

    assertThat(asked).hasSize(1);
    assertThat(said).singleElement().asString().contains("HTTP 404", "VLLM_SERVER_DEV_MODE=1");
  }

  @Test
  void aServerThatIsAwayIsSaid() {
    PrefixCacheReset reset = reset();
    server.stop(0);

    assertThat(reset.reset()).isFalse();

    assertThat(said).singleElement().asString().contains("cannot reach");
  }

  @Test
  void theProfilerSaysWhatVllmSays() {
    ServerProfiler profiler = profiler();
    profiler.start();
    profiler.stop();

    assertThat(asked)
        .containsExactly("POST /start_profile Bearer key", "POST /stop_profile Bearer key");
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Starting profiler...", "Profiler started", "Stopping profiler...", "Profiler stopped");
  }

  @Test
  void aProfilerThatDoesNotObeyIsNoError() {
    status = 404;
    profiler().start();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("WARNING: /start_profile answered HTTP 404", "--profiler-config")
        .doesNotContain("Profiler started");
  }

  @Test
  @Timeout(60)
  void aProfilerThatWritesForLongHoldsUpNoRunThatIsStopped() {
    silent = true;
    profiler().stop();

    assertThat(asked).hasSize(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("WARNING: /stop_profile: no answer within drain_timeout; the run was stopped");
  }
}
