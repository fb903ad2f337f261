// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the Hub does for one data set: its files' names, and files by way of a redirect to a
 * store that knows ranges. Statuses can be set to come first, and bodies be cut short.
 */
public final class StandInHub implements AutoCloseable {
  /** The commit that it names. */
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String id;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** What was asked: method and path, range, whether a token came. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** Statuses that come before good answers, and of which routes. */
  public final List<Integer> statuses = new CopyOnWriteArrayList<>();

  /** Lengths at which bodies of the store are cut, one after the other. */
  public final List<Integer> cuts = new CopyOnWriteArrayList<>();

  /** One for a set of that name. */
  public StandInHub(String id) throws IOException {
    this.id = id;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** A file of the set. */
  public StandInHub with(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Its address. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean token = exchange.getRequestHeaders().containsKey("Authorization");
    asked.add(path + (range == null ? "" : " " + range) + (token ? " token" : ""));
    String files = "/datasets/" + id + "/resolve/main/";
    if (!statuses.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", "7");
      end(exchange, statuses.remove(0), new byte[0]);
    } else if (path.equals("/api/datasets/" + id + "/revision/main")) {
      end(exchange, 200, listing());
    } else if (path.startsWith(files) && this.files.containsKey(path.substring(files.length()))) {
      String name = path.substring(files.length());
      exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
      exchange.getResponseHeaders().set("X-Linked-Etag", "\"etag-of-" + name.hashCode() + "\"");
      String encoded = exchange.getRequestURI().getRawPath().substring(files.length());
      // Another host name, as the Hub's store has one: it must not be given the token.
      exchange
          .getResponseHeaders()
          .set("Location", endpoint().replace("127.0.0.1", "localhost") + "/store/" + encoded);
      end(exchange, 302, new byte[0]);
    } else if (path.startsWith("/store/")) {
      store(
          exchange,
          this.files.getOrDefault(path.substring("/store/".length()), new byte[0]),
          range);
    } else {
      end(exchange, 404, new byte[0]);
    }
  }

  private byte[] listing() throws IOException {
    List<Map<String, String>> siblings = new ArrayList<>();
    files.keySet().forEach(name -> siblings.add(Map.of("rfilename", name)));
    return new ObjectMapper()
        .writeValueAsBytes(Map.of("id", id, "sha", COMMIT, "siblings", siblings));
  }

  private void store(HttpExchange exchange, byte[] content, @Nullable String range)
      throws IOException {
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from >= content.length && range != null) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      end(exchange, 416, new byte[0]);
      return;
    }
    int to = content.length;
    exchange.sendResponseHeaders(range == null ? 200 : 206, to - from);
    if (!cuts.isEmpty()) {
      to = Math.min(to, from + cuts.remove(0));
    }
    exchange.getResponseBody().write(content, from, to - from);
    if (to < content.length) {
      exchange.getResponseBody().flush();
      exchange.close(); // fewer bytes than said: the connection breaks
      return;
    }
    exchange.close();
  }

  private static void end(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
