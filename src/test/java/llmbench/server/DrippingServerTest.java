// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.plan.Api;
import llmbench.plan.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose answer comes byte by byte without end. */
class DrippingServerTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final CountDownLatch left = new CountDownLatch(1);

  DrippingServerTest() throws IOException {}

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write('x');
              out.flush();
              TimeUnit.MILLISECONDS.sleep(5);
            }
          } catch (IOException | InterruptedException e) {
            left.countDown();
          }
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
    return ServerConnection.to(target, url, null, Duration.ofSeconds(10));
  }

  @Test
  void isLeftWhenTheTimeIsOver() throws Exception {
    assertThatThrownBy(() -> connection().command("/reset", SHORT))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no whole answer within 0.3 s");
    assertThat(left.await(60, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  @Test
  void isLeftAlsoWhereNobodyWaits() throws Exception {
    var asked = connection().commandAsync("/reset", SHORT);
    assertThatThrownBy(asked::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("no whole answer within 0.3 s");
    assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
