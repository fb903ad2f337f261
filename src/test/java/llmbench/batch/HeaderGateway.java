// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Hands requests on to a server and keeps the headers of each that has an {@code x-request-id}. */
final class HeaderGateway implements AutoCloseable {
  private final Map<String, Map<String, String>> headers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final URI target;

  HeaderGateway(URI target) throws IOException {
    this.target = target;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Those that begin with a prefix, their names in lower case, of each request by its id. */
  Map<String, Map<String, String>> headers(String... prefixes) {
    Map<String, Map<String, String>> chosen = new TreeMap<>();
    headers.forEach(
        (id, all) ->
            chosen.put(
                id,
                all.entrySet().stream()
                    .filter(
                        each -> {
                          for (String prefix : prefixes) {
                            if (each.getKey().startsWith(prefix)) {
                              return true;
                            }
                          }
                          return false;
                        })
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    return chosen;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String id = exchange.getRequestHeaders().getFirst("x-request-id");
      if (id != null) {
        Map<String, String> own = new TreeMap<>();
        exchange
            .getRequestHeaders()
            .forEach(
                (name, values) -> own.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        headers.put(id, own);
      }
      HttpRequest request =
          HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().getPath()))
              .header("Content-Type", "application/json")
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
              .build();
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      response
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("content-type", type));
      exchange.sendResponseHeaders(response.statusCode(), 0);
      try (InputStream in = response.body();
          OutputStream out = exchange.getResponseBody()) {
        in.transferTo(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
