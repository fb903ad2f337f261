// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Arrays;
import java.util.List;

/**
 * The APIs that are spoken, by the names that {@code config.yaml} and results have for them: vLLM's
 * where vLLM has one ({@code endpoint_request_func.py}, {@code ASYNC_REQUEST_FUNCS}, and the script
 * {@code backend_request_func.py} of earlier years). {@code docs/backends.md} says what each can
 * do.
 */
public enum Api {
  OPENAI_CHAT("openai-chat", Task.TEXT, Answers.EITHER, "/v1/chat/completions"),
  OPENAI("openai", Task.TEXT, Answers.EITHER, "/v1/completions"),
  VLLM("vllm", Task.TEXT, Answers.EITHER, "/v1/completions"),
  OPENAI_RESPONSES("openai-responses", Task.TEXT, Answers.EITHER, "/v1/responses"),
  OPENAI_AUDIO("openai-audio", Task.AUDIO, Answers.EITHER, "/v1/audio/transcriptions"),
  OPENAI_EMBEDDINGS("openai-embeddings", Task.POOLING, Answers.WHOLE, "/v1/embeddings"),
  OPENAI_EMBEDDINGS_CHAT("openai-embeddings-chat", Task.POOLING, Answers.WHOLE, "/v1/embeddings"),
  OPENAI_EMBEDDINGS_CLIP("openai-embeddings-clip", Task.POOLING, Answers.WHOLE, "/v1/embeddings"),
  OPENAI_EMBEDDINGS_VLM2VEC(
      "openai-embeddings-vlm2vec", Task.POOLING, Answers.WHOLE, "/v1/embeddings"),
  INFINITY_EMBEDDINGS("infinity-embeddings", Task.POOLING, Answers.WHOLE, "/embeddings"),
  INFINITY_EMBEDDINGS_CLIP("infinity-embeddings-clip", Task.POOLING, Answers.WHOLE, "/embeddings"),
  VLLM_POOLING("vllm-pooling", Task.POOLING, Answers.WHOLE, "/pooling"),
  VLLM_RERANK("vllm-rerank", Task.RERANK, Answers.WHOLE, "/rerank"),
  COHERE_RERANK("cohere-rerank", Task.RERANK, Answers.WHOLE, "/v2/rerank"),
  TGI("tgi", Task.TEXT, Answers.EITHER, "/generate_stream", "/generate"),
  TENSORRT_LLM(
      "tensorrt-llm",
      Task.TEXT,
      Answers.EITHER,
      "/v2/models/ensemble/generate_stream",
      "/v2/models/ensemble/generate"),
  DEEPSPEED_MII("deepspeed-mii", Task.TEXT, Answers.WHOLE, "/v1/completions"),
  LMDEPLOY("lmdeploy", Task.TEXT, Answers.EITHER, "/v1/completions"),
  SCALELLM("scalellm", Task.TEXT, Answers.EITHER, "/v1/completions"),
  SGLANG("sglang", Task.TEXT, Answers.EITHER, "/v1/completions"),
  SGLANG_GENERATE("sglang-generate", Task.TEXT, Answers.EITHER, "/generate"),
  ANTHROPIC("anthropic", Task.TEXT, Answers.EITHER, "/v1/messages"),
  OLLAMA("ollama", Task.TEXT, Answers.EITHER, "/api/chat"),
  OLLAMA_GENERATE("ollama-generate", Task.TEXT, Answers.EITHER, "/api/generate"),
  OPENAI_IMAGES("openai-images", Task.IMAGES, Answers.WHOLE, "/v1/images/generations"),
  OPENAI_VIDEOS("openai-videos", Task.VIDEOS, Answers.WHOLE, "/v1/videos"),
  OPENAI_REALTIME("openai-realtime", Task.TEXT, Answers.STREAM, "/v1/realtime"),
  TEMPLATE("template", Task.TEXT, Answers.EITHER, "/");

  /** What a request asks for. */
  public enum Task {
    /** Text that follows a prompt. */
    TEXT,
    /** Text of a recording. */
    AUDIO,
    /** Vectors of texts or media; nothing is generated. */
    POOLING,
    /** The ranks of documents to a query; nothing is generated. */
    RERANK,
    /** Images of a prompt. */
    IMAGES,
    /** A video of a prompt. */
    VIDEOS
  }

  private enum Answers {
    EITHER,
    STREAM,
    WHOLE
  }

  private final String key;
  private final Task task;
  private final Answers answers;
  private final String streamEndpoint;
  private final String wholeEndpoint;

  Api(String key, Task task, Answers answers, String endpoint) {
    this(key, task, answers, endpoint, endpoint);
  }

  Api(String key, Task task, Answers answers, String streamEndpoint, String wholeEndpoint) {
    this.key = key;
    this.task = task;
    this.answers = answers;
    this.streamEndpoint = streamEndpoint;
    this.wholeEndpoint = wholeEndpoint;
  }

  /** Names, the default first. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Api::key).toList();
  }

  /**
   * The API of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Api of(String key) {
    return Arrays.stream(values())
        .filter(api -> api.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "backend: expected one of " + keys() + ", found \"" + key + "\""));
  }

  /** The name. */
  public String key() {
    return key;
  }

  /** What its requests ask for. */
  public Task task() {
    return task;
  }

  /** Whether its answers can come as a stream. */
  public boolean streams() {
    return answers != Answers.WHOLE;
  }

  /** Whether its answers can come whole. */
  public boolean comesWhole() {
    return answers != Answers.STREAM;
  }

  /** Whether nothing is generated: vLLM's {@code POOLING_BACKENDS}. */
  public boolean pooling() {
    return task == Task.POOLING || task == Task.RERANK;
  }

  /** Whether text is generated, whose tokens count. */
  public boolean generatesText() {
    return task == Task.TEXT || task == Task.AUDIO;
  }

  /** Whether its requests and answers are OpenAI's completions. */
  public boolean completions() {
    return switch (this) {
      case OPENAI, VLLM, LMDEPLOY, SCALELLM, SGLANG -> true;
      default -> false;
    };
  }

  /**
   * Whether vLLM counts it as compatible with OpenAI's ({@code OPENAI_COMPATIBLE_BACKENDS}), and so
   * with the sampling parameters' names.
   */
  public boolean openAi() {
    return completions() || this == OPENAI_CHAT || this == OPENAI_RESPONSES;
  }

  /** Whether a prompt may be a chat of several messages. */
  public boolean takesChats() {
    return switch (this) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC, OLLAMA, TEMPLATE -> true;
      default -> false;
    };
  }

  /**
   * Whether its requests say that answers go on to their full length for sets that want it: those
   * of vLLM's rule ({@code main_async} in {@code serve.py}), and others that can be told so.
   */
  public boolean tellsIgnoreEos() {
    return openAi() || this == TGI || this == TENSORRT_LLM || this == SGLANG_GENERATE;
  }

  /**
   * The route used when the user names none.
   *
   * @param stream whether a stream is asked for; ignored by an API that has none
   */
  public String endpoint(boolean stream) {
    return stream ? streamEndpoint : wholeEndpoint;
  }

  /** The ends of routes that lead to it, as vLLM asks them; empty for any. */
  public List<String> endpointSuffixes(boolean stream) {
    return switch (this) {
      case OPENAI_CHAT -> List.of("chat/completions");
      case OPENAI_AUDIO -> List.of("transcriptions", "translations");
      case OPENAI_IMAGES -> List.of("images/generations");
      case TEMPLATE -> List.of();
      default -> {
        String route = endpoint(stream);
        yield List.of(route.substring(route.lastIndexOf('/') + 1));
      }
    };
  }

  /** Whether a route, its query apart, leads to this API. */
  public boolean leadsTo(String route, boolean stream) {
    String path = route.split("\\?", 2)[0];
    List<String> suffixes = endpointSuffixes(stream);
    boolean otherApi = completions() && path.endsWith("chat/completions");
    return suffixes.isEmpty() || (!otherApi && suffixes.stream().anyMatch(path::endsWith));
  }
}
