// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as MLflow's tracking server does, and keeps what it was told. */
final class MlflowServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.0/mlflow/";

  /** One request: its route without {@link #API}, and its body; null for one that is no JSON. */
  record Told(String route, JsonNode body) {}

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile String refused = "";
  private volatile String known = "";

  MlflowServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers 403 to requests whose route has that part. */
  void refuse(String part) {
    refused = part;
  }

  List<Told> told() {
    return told;
  }

  List<JsonNode> told(String route) {
    return told.stream().filter(each -> each.route().equals(route)).map(Told::body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    boolean json = path.startsWith(API);
    String route = json ? path.substring(API.length()) : path;
    JsonNode tree =
        json && body.length > 0
            ? JSON.readTree(body)
            : JSON.getNodeFactory().numberNode(body.length);
    told.add(new Told(route, tree));
    boolean refuse = !refused.isEmpty() && path.contains(refused);
    if (route.equals("runs/set-tag")) {
      known = tree.path("value").asText();
    }
    byte[] answer = (refuse ? "{}" : of(route, tree)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(refuse ? 403 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String of(String route, JsonNode body) {
    String info =
        """
        {"run_id": "r1", "run_uuid": "r1", "experiment_id": "7", "status": "RUNNING",
         "artifact_uri": "mlflow-artifacts:/7/r1/artifacts"}
        """;
    return switch (route) {
      case "experiments/create" -> "{\"experiment_id\": \"7\"}";
      case "runs/create" -> "{\"run\": {\"info\": " + info + "}}";
      case "runs/search" ->
          !known.isEmpty() && body.path("filter").asText().contains(known)
              ? "{\"runs\": [{\"info\": " + info + "}]}"
              : "{}";
      default -> "{}";
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
