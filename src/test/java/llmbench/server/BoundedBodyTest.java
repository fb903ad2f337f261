// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
  private static final int MOST = 100_000;

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  BoundedBodyTest() throws IOException {}

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          long bytes = Long.parseLong(exchange.getRequestURI().getPath().substring(1));
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (long i = 0; i < bytes; i += 1_000) {
              out.write(new byte[1_000]);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aBodyOfTheMostBytesIsRead() throws Exception {
    assertThat(get(MOST).body()).hasSize(MOST);
    assertThat(get(0).body()).isEmpty();
  }

  @Test
  void aLongerOneIsCut() {
    assertThatThrownBy(() -> get(MOST + 1_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("more than 100000 bytes");
    assertThatThrownBy(() -> get(1L << 40)).isInstanceOf(IOException.class);
  }

  private HttpResponse<byte[]> get(long bytes) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + bytes);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BoundedBody.upTo(MOST));
  }
}
