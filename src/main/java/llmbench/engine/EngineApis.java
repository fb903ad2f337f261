// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import llmbench.engine.ValuesFormat.Kind;
import org.jspecify.annotations.Nullable;

/** The APIs that the engine speaks, by their routes. */
final class EngineApis {
  private final EngineApi chat;
  private final EngineApi completions;
  private final EngineApi responses;
  private final EngineApi messages;
  private final EngineApi tgi;
  private final EngineApi triton;
  private final EngineApi sglang;
  private final EngineApi ollamaChat;
  private final EngineApi ollamaGenerate;
  private final EngineApi audio;
  private final EngineApi embeddings;
  private final EngineApi ranks;
  private final EngineApi images;
  private final EngineApi realtime;
  private final EngineApi videos;

  EngineApis(RequestParser parser, PromptReader prompts, Logprobs logprobs) {
    OtherRequests others = new OtherRequests(parser, prompts);
    chat =
        new EngineApi(
            "chatcmpl-",
            request -> parser.generation(request, true),
            (identity, request, plan) ->
                new ChatFormat(identity, request, plan.answer(), logprobs, plan.style()));
    completions =
        new EngineApi(
            "cmpl-",
            request -> parser.generation(request, false),
            (identity, request, plan) ->
                new CompletionsFormat(identity, request, plan.answer(), logprobs, plan.style()));
    responses = new EngineApi("resp_", others::responses, ResponsesFormat::new);
    messages = new EngineApi("chatcmpl-", others::messages, AnthropicFormat::new);
    tgi = new EngineApi("", others::tgi, TgiFormat::new);
    triton = new EngineApi("", others::triton, TritonFormat::new);
    sglang = new EngineApi("", others::sglang, SglangFormat::new);
    ollamaChat = new EngineApi("", request -> others.ollama(request, true), OllamaFormat::new);
    ollamaGenerate = new EngineApi("", request -> others.ollama(request, false), OllamaFormat::new);
    audio = new EngineApi("trsc-", others::audio, AudioFormat::new);
    embeddings = new EngineApi("embd-", others::embeddings, values(Kind.EMBEDDINGS));
    ranks = new EngineApi("rerank-", others::rerank, values(Kind.RANKS));
    videos = new EngineApi("video_", others::images, values(Kind.IMAGES), true);
    realtime = new EngineApi("resp_", others::realtime, RealtimeFormat::new);
    images = new EngineApi("img-", others::images, values(Kind.IMAGES));
  }

  private static EngineApi.Writing values(Kind kind) {
    return (identity, request, plan) -> new ValuesFormat(kind, identity, request, plan);
  }

  /** The answers of the realtime API, which come over a WebSocket. */
  EngineApi realtime() {
    return realtime;
  }

  /** The API that a request's route leads to; null if none does. */
  @Nullable EngineApi at(HttpRequestData request) {
    String path = request.path();
    return switch (path) {
      case "/v1/chat/completions" -> chat;
      case "/v1/completions" -> completions;
      case "/v1/responses" -> responses;
      case "/v1/messages" -> messages;
      case "/v1/audio/transcriptions", "/v1/audio/translations" -> audio;
      case "/v1/embeddings", "/embeddings", "/pooling" -> embeddings;
      case "/rerank", "/v1/rerank", "/v2/rerank" -> ranks;
      case "/v1/images/generations" -> images;
      case "/v1/videos" -> videos;
      case "/generate_stream" -> tgi;
      case "/generate" -> isTgi(request) ? tgi : sglang;
      case "/api/chat" -> ollamaChat;
      case "/api/generate" -> ollamaGenerate;
      default -> isTriton(path) ? triton : null;
    };
  }

  /** Two servers have {@code /generate}: one calls its prompt {@code inputs}. */
  private static boolean isTgi(HttpRequestData request) {
    return new String(request.body(), StandardCharsets.UTF_8).contains("\"inputs\"");
  }

  private static boolean isTriton(String path) {
    return path.startsWith("/v2/models/")
        && (path.endsWith("/generate") || path.endsWith("/generate_stream"));
  }
}
