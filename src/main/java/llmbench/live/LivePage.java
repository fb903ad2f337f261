// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The page at {@code /}, and what it asks for once a second: {@code /figures.json}. */
final class LivePage implements HttpHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String POLICY =
      "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src"
          + " 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private final Supplier<List<LiveCase>> cases;
  private final byte[] page;

  LivePage(Supplier<List<LiveCase>> cases) throws IOException {
    this.cases = cases;
    try (InputStream in = Objects.requireNonNull(LivePage.class.getResourceAsStream("live.html"))) {
      this.page = in.readAllBytes();
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> answer(exchange, "text/html; charset=utf-8", page);
        case "/figures.json" ->
            answer(exchange, "application/json", MAPPER.writeValueAsBytes(figures()));
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** One object for each case, the last begun first. */
  private ArrayNode figures() {
    ArrayNode all = MAPPER.createArrayNode();
    for (LiveCase each : cases.get()) {
      all.insert(0, figures(each));
    }
    return all;
  }

  private static ObjectNode figures(LiveCase of) {
    CaseSoFar so = of.last();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("case", so.name());
    node.put("model", of.facts().model());
    node.put("simulated", of.facts().simulated());
    node.put("running", of.running());
    node.put("in_flight", of.inFlight());
    node.put("done", so.done());
    node.put("total", so.durationSeconds() > 0 ? 0 : so.total());
    node.put("failed", so.failed());
    node.put("cancelled", so.cancelled());
    node.put("fraction", so.fraction());
    number(node, "eta_s", so.etaSeconds());
    node.put("seconds", so.seconds());
    node.put("requests_per_s", so.requestRate());
    node.put("output_tokens_per_s", so.tokenRate());
    node.put("input_tokens", so.inputTokens());
    node.put("output_tokens", so.outputTokens());
    number(node, "ttft_p50_ms", so.ttftP50Millis());
    number(node, "ttft_p99_ms", so.ttftP99Millis());
    return node;
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
