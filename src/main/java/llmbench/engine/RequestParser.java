// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads request bodies and refuses the bad ones as vLLM does, with its words and in its order: the
 * body's form, the model, then the values.
 */
final class RequestParser {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int COMPLETIONS_DEFAULT_TOKENS = 16;
  private static final int MOST_LOGPROBS = 20;

  private final String model;
  private final Set<String> others;
  private final int maxModelLen;
  private final PromptReader prompts;

  /**
   * @param others further names that the model answers to
   */
  RequestParser(String model, Set<String> others, int maxModelLen, PromptReader prompts) {
    this.others = others;
    this.model = model;
    this.maxModelLen = maxModelLen;
    this.prompts = prompts;
  }

  /** A body that the engine has made itself. */
  JsonNode json(HttpRequestData request) throws ApiError {
    try {
      return MAPPER.readTree(request.body());
    } catch (IOException e) {
      throw ApiError.internal(new IllegalStateException(e));
    }
  }

  /** The body as an object of a known model. */
  JsonNode object(HttpRequestData request) throws ApiError {
    String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "application/json");
    if (!contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new ApiError(
          400,
          "Bad Request",
          null,
          "1 validation error:\n  Unsupported Media Type: Only 'application/json' is allowed");
    }
    if (request.body().length == 0) {
      throw ApiError.schema("missing", "body", "Field required", "None");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(request.body());
    } catch (JsonProcessingException e) {
      String at = "body." + Math.max(0, e.getLocation().getByteOffset());
      String line =
          ApiError.schemaLine("json_invalid", at, "JSON decode error", "<dict of 0 items>");
      throw new ApiError(
          400,
          "Bad Request",
          at,
          "1 validation error:\n"
              + line.substring(0, line.length() - 1)
              + ", 'ctx': {'error': 'Expecting value'}}");
    } catch (IOException e) {
      throw ApiError.badRequest(null, "the body cannot be read: " + e.getMessage());
    }
    if (!node.isObject()) {
      throw ApiError.schema(
          "model_attributes_type",
          "body",
          "Input should be a valid dictionary or object to extract fields from",
          describe(node));
    }
    return node;
  }

  /** A chat or completion request. */
  GenerationRequest generation(HttpRequestData request, boolean chat) throws ApiError {
    JsonNode body = object(request);
    JsonNode messages = body.path("messages");
    if (chat && messages.isMissingNode()) {
      throw missing("messages", body);
    }
    if (chat && !messages.isArray()) {
      throw ApiError.schema(
          "list_type", "body.messages", "Input should be a valid list", describe(messages));
    }
    boolean newName = chat && body.hasNonNull("max_completion_tokens");
    String lengthKey = newName ? "max_completion_tokens" : "max_tokens";
    long asked = integer(body, lengthKey, Long.MIN_VALUE);
    JsonNode options = body.path("stream_options");
    boolean stream = body.path("stream").asBoolean(false);
    if (!stream && body.hasNonNull("stream_options")) {
      throw ApiError.badRequest(
          "stream_options",
          "Stream options can only be defined when `stream=True`. (parameter=stream_options)");
    }
    checkModel(body);
    refuseUnsupported(body);
    int[] prompt = chat ? prompts.chat(messages) : prompts.completion(body.path("prompt"));
    int maxTokens = answerLength(prompt.length, asked, lengthKey, chat);
    return new GenerationRequest(
        chat,
        prompt,
        maxTokens,
        minTokens(body, maxTokens),
        body.path("ignore_eos").asBoolean(false),
        stream,
        options.path("include_usage").asBoolean(false),
        options.path("include_usage").asBoolean(false)
            && options.path("continuous_usage_stats").asBoolean(false),
        stops(body.path("stop")),
        body.path("include_stop_str_in_output").asBoolean(false),
        logprobs(body, chat),
        body.path("return_token_ids").asBoolean(false),
        integer(body, "seed", 0),
        1);
  }

  /** Refuses a model other than ours; none named is ours. */
  void checkModel(JsonNode body) throws ApiError {
    String named = body.path("model").asText(model);
    if (!named.equals(model) && !others.contains(named)) {
      throw new ApiError(
          404,
          "NotFoundError",
          "model",
          "The model `" + named + "` does not exist. Valid aliases: " + model + ".");
    }
  }

  private static void refuseUnsupported(JsonNode body) throws ApiError {
    long n = integer(body, "n", 1);
    if (n < 1) {
      throw ApiError.badRequest(null, "n must be at least 1, got " + n + ".");
    }
    double temperature = body.path("temperature").asDouble(1);
    if (temperature < 0) {
      throw ApiError.badRequest(
          "temperature",
          "temperature must be non-negative, got "
              + temperature
              + ". (parameter=temperature, value="
              + temperature
              + ")");
    }
    for (String key : List.of("echo", "use_beam_search")) {
      if (body.path(key).asBoolean(false)) {
        throw ApiError.badRequest(key, "The embedded engine does not simulate " + key + ".");
      }
    }
    if (n > 1) {
      throw ApiError.badRequest("n", "The embedded engine gives one answer per request (n=1).");
    }
  }

  /** The answer's length, as vLLM's server settles it, or its refusal. */
  int answerLength(int prompt, long asked, String key, boolean chat) throws ApiError {
    if (prompt > maxModelLen) {
      throw ApiError.badValue(
          "input_tokens",
          maxModelLen + 1L,
          "This model's maximum context length is "
              + maxModelLen
              + " tokens. However, your prompt contains at least "
              + (maxModelLen + 1)
              + " input tokens, which exceeds this limit even without any output tokens. Please"
              + " reduce the length of the input prompt.");
    }
    if (asked > maxModelLen) {
      throw ApiError.badValue(
          key,
          asked,
          key
              + "="
              + asked
              + " cannot be greater than max_model_len="
              + maxModelLen
              + ". Please request fewer output tokens.");
    }
    // Within the model's length, vLLM shortens an answer that would not fit behind its prompt.
    long otherwise = chat ? maxModelLen : COMPLETIONS_DEFAULT_TOKENS;
    long length = Math.min(asked == Long.MIN_VALUE ? otherwise : asked, maxModelLen - prompt);
    if (length < 1) {
      throw ApiError.badValue(
          "max_tokens", length, "max_tokens must be at least 1, got " + length + ".");
    }
    return (int) length;
  }

  private static int minTokens(JsonNode body, int maxTokens) throws ApiError {
    long asked = integer(body, "min_tokens", 0);
    if (asked < 0) {
      throw ApiError.badRequest(
          null, "min_tokens must be greater than or equal to 0, got " + asked + ".");
    }
    if (asked > maxTokens) {
      throw ApiError.badRequest(
          null,
          "min_tokens must be less than or equal to max_tokens="
              + maxTokens
              + ", got "
              + asked
              + ".");
    }
    return (int) asked;
  }

  private static List<String> stops(JsonNode stop) {
    List<String> stops = new ArrayList<>();
    if (stop.isTextual()) {
      stops.add(stop.asText());
    }
    stop.forEach(each -> stops.add(each.asText()));
    stops.removeIf(String::isEmpty);
    return stops;
  }

  private static int logprobs(JsonNode body, boolean chat) throws ApiError {
    long asked;
    if (chat) {
      asked = body.path("logprobs").asBoolean(false) ? integer(body, "top_logprobs", 0) : -1;
    } else {
      asked = integer(body, "logprobs", -1);
    }
    if (asked > MOST_LOGPROBS) {
      String key = chat ? "top_logprobs" : "logprobs";
      throw ApiError.badRequest(
          key,
          "Requested sample logprobs of "
              + asked
              + ", which is greater than max allowed: "
              + MOST_LOGPROBS
              + " (parameter="
              + key
              + ", value="
              + asked
              + ")");
    }
    return (int) asked;
  }

  static long integer(JsonNode body, String key, long otherwise) throws ApiError {
    JsonNode node = body.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.canConvertToExactIntegral()) {
      throw ApiError.schema(
          node.isTextual() ? "int_parsing" : "int_type",
          "body." + key,
          node.isTextual()
              ? "Input should be a valid integer, unable to parse string as an integer"
              : "Input should be a valid integer",
          describe(node));
    }
    return node.asLong();
  }

  static ApiError missing(String key, JsonNode body) {
    return ApiError.schema("missing", "body." + key, "Field required", describe(body));
  }

  /** A value as vLLM names it in an error. */
  static String describe(JsonNode node) {
    if (node.isObject()) {
      return "<dict of " + node.size() + " items>";
    }
    return node.isArray() ? "<list of " + node.size() + " items>" : node.asText();
  }
}
