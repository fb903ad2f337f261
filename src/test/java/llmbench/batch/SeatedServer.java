// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server of chat completions with so many seats. Who finds none is refused with 429, and all that
 * sit are answered then, or when they have waited for a while: so its limit depends little on the
 * machine's speed.
 */
final class SeatedServer implements AutoCloseable {
  private static final String ANSWER =
      """
      data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"length"}]}

      data: {"choices":[],"usage":{"prompt_tokens":16,"completion_tokens":2,"total_tokens":18}}

      data: [DONE]

      """;

  private static final String REFUSAL = "{\"error\":{\"message\":\"full\"}}";
  private static final long PATIENCE_MILLIS = 100;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final int seats;
  private int taken;
  private int round;

  SeatedServer(int seats) throws IOException {
    this.seats = seats;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/v1/chat/completions", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Bodies in the order in which they came. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean seated = sits();
    byte[] text = (seated ? ANSWER : REFUSAL).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", seated ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(seated ? 200 : 429, seated ? 0 : text.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(text);
    }
  }

  /** Takes a seat and leaves it when somebody finds none, or nobody has come for a while. */
  private synchronized boolean sits() {
    if (taken == seats) {
      round++;
      taken = 0;
      notifyAll();
      return false;
    }
    taken++;
    int own = round;
    long patience = System.currentTimeMillis() + PATIENCE_MILLIS;
    try {
      while (round == own) {
        long left = patience - System.currentTimeMillis();
        if (left <= 0) {
          taken--;
          return true;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
