// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the requests of the APIs beside OpenAI's chat and completions. */
final class OtherRequests {
  /** A recording has about so many bytes for what would be a token of its text. */
  private static final int AUDIO_BYTES_PER_TOKEN = 640;

  private final RequestParser parser;
  private final PromptReader prompts;

  OtherRequests(RequestParser parser, PromptReader prompts) {
    this.parser = parser;
    this.prompts = prompts;
  }

  GenerationRequest responses(HttpRequestData request) throws ApiError {
    JsonNode body = checked(request);
    JsonNode input = required(body, "input");
    int[] prompt = input.isTextual() ? prompts.ofUser(input.asText()) : prompts.chat(input);
    return simple(body, body, prompt, "max_output_tokens", true);
  }

  /** What {@link RealtimeSocket} has collected. */
  GenerationRequest realtime(HttpRequestData request) throws ApiError {
    JsonNode body = parser.json(request);
    int[] prompt = prompts.ofUser(body.path("input").asText());
    return GenerationRequest.simple(
        true, prompt, length(prompt, body, "max_output_tokens", true), true, true);
  }

  GenerationRequest messages(HttpRequestData request) throws ApiError {
    JsonNode body = checked(request);
    if (!body.hasNonNull("max_tokens")) {
      throw RequestParser.missing("max_tokens", body);
    }
    ArrayNode chat = JsonNodeFactory.instance.arrayNode();
    if (body.hasNonNull("system")) {
      chat.addObject().put("role", "system").set("content", body.path("system"));
    }
    required(body, "messages").forEach(chat::add);
    return simple(body, body, prompts.chat(chat), "max_tokens", true);
  }

  GenerationRequest tgi(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    JsonNode parameters = body.path("parameters");
    int[] prompt = prompts.completion(required(body, "inputs"));
    return GenerationRequest.simple(
        false,
        prompt,
        length(prompt, parameters, "max_new_tokens", false),
        parameters.path("ignore_eos_token").asBoolean(false),
        request.path().endsWith("_stream"));
  }

  GenerationRequest triton(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    int[] prompt = prompts.completion(required(body, "text_input"));
    int most = length(prompt, body, "max_tokens", false);
    return GenerationRequest.simple(
        false,
        prompt,
        most,
        body.path("min_length").asInt(0) >= most,
        request.path().endsWith("_stream"));
  }

  GenerationRequest sglang(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    boolean ids = body.hasNonNull("input_ids");
    int[] prompt = prompts.completion(required(body, ids ? "input_ids" : "text"));
    return simple(body, body.path("sampling_params"), prompt, "max_new_tokens", false);
  }

  GenerationRequest ollama(HttpRequestData request, boolean chat) throws ApiError {
    JsonNode body = checked(request);
    int[] prompt =
        chat
            ? prompts.chat(required(body, "messages"))
            : prompts.completion(required(body, "prompt"));
    return GenerationRequest.simple(
        chat,
        prompt,
        length(prompt, body.path("options"), "num_predict", chat),
        // Ollama knows no such option: the answer ends where num_predict says, for exact lengths.
        true,
        body.path("stream").asBoolean(true));
  }

  GenerationRequest audio(HttpRequestData request) throws ApiError {
    Map<String, String> fields = new LinkedHashMap<>();
    int fileBytes = -1;
    DefaultFullHttpRequest http =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            request.path(),
            Unpooled.wrappedBuffer(request.body()));
    http.headers().set(request.headers());
    try {
      HttpPostRequestDecoder form = new HttpPostRequestDecoder(http);
      try {
        for (InterfaceHttpData data : form.getBodyHttpDatas()) {
          if (data instanceof FileUpload file && file.getName().equals("file")) {
            fileBytes = (int) file.length();
          } else if (data instanceof Attribute attribute) {
            fields.put(attribute.getName(), attribute.getValue());
          }
        }
      } finally {
        form.destroy();
      }
    } catch (IOException | RuntimeException e) {
      throw ApiError.badRequest(null, "There was an error parsing the body: " + e.getMessage());
    }
    if (fileBytes <= 0) {
      throw ApiError.badRequest("file", "Field required: file");
    }
    int[] prompt = new int[1 + fileBytes / AUDIO_BYTES_PER_TOKEN];
    Arrays.fill(prompt, 1);
    String asked = fields.getOrDefault("max_completion_tokens", "128");
    return GenerationRequest.simple(
        false,
        prompt,
        asked.matches("[1-9]\\d{0,6}") ? Integer.parseInt(asked) : 1,
        true,
        fields.getOrDefault("stream", "").equalsIgnoreCase("true"));
  }

  GenerationRequest embeddings(HttpRequestData request) throws ApiError {
    JsonNode body = checked(request);
    if (body.hasNonNull("messages")) {
      return GenerationRequest.ofInputs(prompts.chat(body.path("messages")), 1);
    }
    JsonNode input = required(body, "input");
    boolean several = input.isArray() && (input.path(0).isTextual() || input.path(0).isArray());
    List<int[]> each = new ArrayList<>();
    if (several) {
      for (JsonNode one : input) {
        each.add(prompts.completion(one));
      }
    } else {
      each.add(prompts.completion(input));
    }
    return GenerationRequest.ofInputs(joined(each), each.size());
  }

  GenerationRequest rerank(HttpRequestData request) throws ApiError {
    JsonNode body = checked(request);
    int[] query = prompts.completion(required(body, "query"));
    JsonNode documents = required(body, "documents");
    List<int[]> each = new ArrayList<>();
    for (JsonNode document : documents) {
      each.add(query);
      each.add(prompts.completion(document.isObject() ? document.path("text") : document));
    }
    if (each.isEmpty()) {
      throw ApiError.badRequest("documents", "At least one document is required");
    }
    return GenerationRequest.ofInputs(joined(each), documents.size());
  }

  GenerationRequest images(HttpRequestData request) throws ApiError {
    JsonNode body = checked(request);
    int[] prompt = prompts.completion(required(body, "prompt"));
    return GenerationRequest.ofInputs(prompt, Math.max(1, body.path("n").asInt(1)));
  }

  private static int[] joined(List<int[]> each) {
    return each.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private JsonNode checked(HttpRequestData request) throws ApiError {
    JsonNode body = parser.object(request);
    parser.checkModel(body);
    return body;
  }

  private static JsonNode required(JsonNode body, String key) throws ApiError {
    if (!body.hasNonNull(key)) {
      throw RequestParser.missing(key, body);
    }
    return body.path(key);
  }

  private GenerationRequest simple(
      JsonNode body, JsonNode options, int[] prompt, String lengthKey, boolean chat)
      throws ApiError {
    return GenerationRequest.simple(
        chat,
        prompt,
        length(prompt, options, lengthKey, chat),
        options.path("ignore_eos").asBoolean(false),
        body.path("stream").asBoolean(false));
  }

  private int length(int[] prompt, JsonNode options, String key, boolean chat) throws ApiError {
    long asked = RequestParser.integer(options, key, Long.MIN_VALUE);
    return parser.answerLength(prompt.length, asked, key, chat);
  }
}
