// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A server whose routes give the texts that a test wants. */
final class MetricsServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Supplier<String>> texts = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<Headers> headers = new CopyOnWriteArrayList<>();

  MetricsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          headers.add(exchange.getRequestHeaders());
          Supplier<String> text = texts.get(exchange.getRequestURI().getPath());
          byte[] body = (text == null ? "" : text.get()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void gives(String path, Supplier<String> text) {
    texts.put(path, text);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
