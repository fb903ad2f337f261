// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A chat server that remembers who asked what, on which connection. Each answer is {@code think} as
 * reasoning, then {@code heard N} for the N-th request.
 */
final class ChatServer implements AutoCloseable {
  /**
   * One request.
   *
   * @param port of the client's side of the connection
   * @param session the header {@code X-Talk}; empty without
   */
  record Heard(int port, String session, JsonNode body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  ChatServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** In the order of their coming. */
  List<Heard> heard() {
    return heard;
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    String session = exchange.getRequestHeaders().getFirst("X-Talk");
    int number;
    synchronized (heard) {
      number = heard.size();
      heard.add(
          new Heard(exchange.getRemoteAddress().getPort(), session == null ? "" : session, body));
    }
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      event(out, "{\"role\":\"assistant\",\"content\":\"\"}", "null");
      event(out, "{\"reasoning_content\":\"think\"}", "null");
      event(out, "{\"content\":\"heard \"}", "null");
      event(out, "{\"content\":\"" + number + "\"}", "\"stop\"");
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void event(OutputStream out, String delta, String finish) throws IOException {
    String data =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
            + "\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + finish
            + "}]}\n\n";
    out.write(data.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
