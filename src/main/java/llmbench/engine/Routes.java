// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/** The engine's addresses, as vLLM's server has them. */
final class Routes implements Consumer<HttpExchange> {
  /** The API that is simulated, and who does it. */
  private static final String VERSION = "{\"version\":\"0.32.0+llmbench.engine\"}";

  /** A job of {@code /v1/videos}, before its id. */
  private static final String VIDEOS = "/v1/videos/";

  private final String model;
  private final int maxModelLen;
  private final @Nullable String apiKey;
  private final RequestParser parser;
  private final PromptReader prompts;
  private final EngineTokenizer tokenizer;
  private final EngineApis apis;
  private final Frontend frontend;
  private final Pacer pacer;
  private final EngineMetrics metrics;
  private final @Nullable TokenTimes times;
  private final ExecutorService workers;
  private final long created = System.currentTimeMillis() / 1000;

  Routes(
      String model,
      int maxModelLen,
      @Nullable String apiKey,
      RequestParser parser,
      EngineTokenizer tokenizer,
      EngineApis apis,
      Frontend frontend,
      Pacer pacer,
      EngineMetrics metrics,
      @Nullable TokenTimes times,
      ExecutorService workers) {
    this.model = model;
    this.maxModelLen = maxModelLen;
    this.apiKey = apiKey;
    this.parser = parser;
    this.prompts = new PromptReader(tokenizer);
    this.tokenizer = tokenizer;
    this.apis = apis;
    this.frontend = frontend;
    this.pacer = pacer;
    this.metrics = metrics;
    this.times = times;
    this.workers = workers;
  }

  @Override
  public void accept(HttpExchange exchange) {
    HttpRequestData request = exchange.request();
    if (request.path().startsWith("/v1") && !authorized(request)) {
      json(exchange, 401, "{\"error\":\"Unauthorized\"}");
      return;
    }
    EngineApi api = apis.at(request);
    if (api != null) {
      post(exchange, () -> frontend.generate(exchange, api));
      return;
    }
    if (request.path().startsWith(VIDEOS)) {
      get(exchange, () -> video(exchange));
      return;
    }
    if (request.path().equals("/v1/realtime")) {
      get(exchange, () -> realtime(exchange));
      return;
    }
    switch (request.path()) {
      case "/tokenize" -> post(exchange, () -> work(exchange, this::tokenize));
      case "/detokenize" -> post(exchange, () -> work(exchange, this::detokenize));
      case "/reset_prefix_cache" ->
          post(exchange, () -> work(exchange, asked -> resetPrefixCache()));
      case "/start_profile", "/stop_profile" ->
          post(exchange, () -> exchange.respond(200, "", new byte[0]));
      case "/v1/models" -> get(exchange, () -> json(exchange, 200, models()));
      case "/health" -> get(exchange, () -> exchange.respond(200, "", new byte[0]));
      case "/version" -> get(exchange, () -> json(exchange, 200, VERSION));
      case "/metrics" -> get(exchange, () -> metrics(exchange));
      case "/exact/times" -> get(exchange, () -> exactTimes(exchange));
      case "/exact/pace" -> post(exchange, () -> work(exchange, this::exactPace));
      default -> json(exchange, 404, "{\"detail\":\"Not Found\"}");
    }
  }

  private void video(HttpExchange exchange) {
    byte[] job = frontend.jobs().json(exchange.request().path().substring(VIDEOS.length()));
    if (job == null) {
      json(exchange, 404, "{\"detail\":\"Not Found\"}");
    } else {
      exchange.respond(200, HttpExchange.JSON, job);
    }
  }

  private void realtime(HttpExchange exchange) {
    HttpRequestData request = exchange.request();
    String key = request.headers().get("sec-websocket-key");
    if (key == null) {
      json(exchange, 426, "{\"detail\":\"Upgrade Required\"}");
      return;
    }
    exchange.upgrade(
        RealtimeSocket.upgrade(key),
        new RealtimeSocket(
            request, NanoClock.SYSTEM, each -> frontend.generate(each, apis.realtime())));
  }

  private boolean authorized(HttpRequestData request) {
    return apiKey == null || ("Bearer " + apiKey).equals(request.headers().get("authorization"));
  }

  private static void post(HttpExchange exchange, Runnable action) {
    allow(exchange, "POST", action);
  }

  private static void get(HttpExchange exchange, Runnable action) {
    allow(exchange, "GET", action);
  }

  private static void allow(HttpExchange exchange, String method, Runnable action) {
    if (exchange.request().method().equals(method)) {
      action.run();
    } else {
      byte[] body = "{\"detail\":\"Method Not Allowed\"}".getBytes(StandardCharsets.UTF_8);
      exchange.respond(405, HttpExchange.JSON, body, "allow: " + method);
    }
  }

  private static void json(HttpExchange exchange, int status, String body) {
    exchange.respond(status, HttpExchange.JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  private void work(HttpExchange exchange, Answering answering) {
    Runnable task =
        () -> {
          try {
            exchange.respond(200, HttpExchange.JSON, answering.answer(exchange.request()));
          } catch (ApiError e) {
            exchange.respond(e);
          } catch (RuntimeException e) {
            exchange.respond(ApiError.internal(e));
          }
        };
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      exchange.close();
    }
  }

  private interface Answering {
    byte[] answer(HttpRequestData request) throws ApiError;
  }

  private String models() {
    JsonBytes json = new JsonBytes().raw("{\"object\":\"list\",\"data\":[{\"id\":").string(model);
    json.raw(",\"object\":\"model\",\"created\":").number(created);
    json.raw(",\"owned_by\":\"llmbench\",\"root\":").string(model);
    json.raw(",\"parent\":null,\"max_model_len\":").number(maxModelLen);
    json.raw(",\"permission\":[]}]}");
    return new String(json.toBytes(), StandardCharsets.UTF_8);
  }

  private byte[] tokenize(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    JsonNode prompt = body.path("prompt");
    JsonNode messages = body.path("messages");
    if (!prompt.isTextual() && !messages.isArray()) {
      String input = RequestParser.describe(body);
      throw new ApiError(
          400,
          "Bad Request",
          "body.prompt",
          "2 validation errors:\n"
              + ApiError.schemaLine("missing", "body.prompt", "Field required", input)
              + "\n"
              + ApiError.schemaLine("missing", "body.messages", "Field required", input));
    }
    parser.checkModel(body);
    int[] tokens = prompt.isTextual() ? tokenizer.encode(prompt.asText()) : prompts.chat(messages);
    JsonBytes json = new JsonBytes().raw("{\"count\":").number(tokens.length);
    json.raw(",\"max_model_len\":").number(maxModelLen);
    json.raw(",\"tokens\":").numbers(tokens, 0, tokens.length).raw(",\"token_strs\":");
    if (body.path("return_token_strs").asBoolean(false)) {
      for (int i = 0; i < tokens.length; i++) {
        json.raw(i == 0 ? "[" : ",").string(tokenizer.decode(new int[] {tokens[i]}));
      }
      json.raw(tokens.length == 0 ? "[]" : "]");
    } else {
      json.string(null);
    }
    return json.raw("}").toBytes();
  }

  private byte[] detokenize(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    JsonNode tokens = body.path("tokens");
    if (!tokens.isArray()) {
      throw RequestParser.missing("tokens", body);
    }
    parser.checkModel(body);
    String text = tokenizer.decode(PromptReader.tokenIds(tokens, "tokens"));
    return new JsonBytes().raw("{\"prompt\":").string(text).raw("}").toBytes();
  }

  private byte[] resetPrefixCache() {
    String success = pacer.resetPrefixCache() ? "true" : "false";
    return new JsonBytes().raw("{\"success\":").raw(success).raw("}").toBytes();
  }

  private void metrics(HttpExchange exchange) {
    byte[] text = metrics.text(pacer.load()).getBytes(StandardCharsets.UTF_8);
    exchange.respond(200, "text/plain; version=1.0.0; charset=utf-8", text);
  }

  /** Changes exact mode's pace: {@code {"ttft_ms": 5, "itl_ms": 5}}. */
  private byte[] exactPace(HttpRequestData request) throws ApiError {
    if (!(pacer instanceof ExactTimer timer)) {
      throw new ApiError(404, "Not Found", null, "not in exact mode");
    }
    JsonNode body = parser.object(request);
    try {
      timer.pace(
          new ExactPace(body.path("ttft_ms").asDouble(-1), body.path("itl_ms").asDouble(-1)));
    } catch (IllegalArgumentException e) {
      throw new ApiError(400, "Bad Request", "body", "ttft_ms, itl_ms: " + e.getMessage());
    }
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  private void exactTimes(HttpExchange exchange) {
    if (times == null) {
      json(exchange, 404, "{\"detail\":\"Not Found\"}");
      return;
    }
    StringBuilder lines = new StringBuilder();
    times.all().forEach(entry -> lines.append(entry.toJson()).append('\n'));
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    exchange.respond(200, "application/jsonl", body);
  }
}
