// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import llmbench.plan.Api;
import llmbench.plan.TemplateSpec;
import org.jspecify.annotations.Nullable;

/** The backends by name. */
public final class Backends {
  private Backends() {}

  /** Names, the default first. */
  public static List<String> names() {
    return Api.keys();
  }

  /**
   * The backend of that name, streamed where it can be.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Backend named(String name) {
    return of(Api.of(name), true, null);
  }

  /**
   * An API's backend.
   *
   * @param stream whether answers are to come as a stream; ignored by an API that has none
   * @param template what {@code template} is told; null for the others
   * @throws IllegalArgumentException if {@code template} is told nothing
   */
  public static Backend of(Api api, boolean stream, @Nullable TemplateSpec template) {
    return switch (api) {
      case OPENAI_CHAT -> new OpenAiChat(stream);
      case OPENAI, VLLM, LMDEPLOY, SCALELLM, SGLANG -> new OpenAiCompletions(api, stream);
      case OPENAI_RESPONSES -> new OpenAiResponses(stream);
      case OPENAI_AUDIO -> new OpenAiAudio(stream);
      case OPENAI_EMBEDDINGS -> new OpenAiEmbeddings();
      case OPENAI_EMBEDDINGS_CHAT, OPENAI_EMBEDDINGS_CLIP, OPENAI_EMBEDDINGS_VLM2VEC ->
          new OpenAiEmbeddingsChat(api);
      case INFINITY_EMBEDDINGS, INFINITY_EMBEDDINGS_CLIP -> new InfinityEmbeddings(api);
      case VLLM_POOLING -> new VllmPooling();
      case VLLM_RERANK, COHERE_RERANK -> new Rerank(api);
      case TGI -> new Tgi(stream);
      case TENSORRT_LLM -> new TensorRtLlm(stream);
      case DEEPSPEED_MII -> new DeepSpeedMii();
      case SGLANG_GENERATE -> new SglangGenerate(stream);
      case ANTHROPIC -> new Anthropic(stream);
      case OLLAMA, OLLAMA_GENERATE -> new Ollama(api, stream);
      case OPENAI_IMAGES -> new OpenAiImages();
      case OPENAI_VIDEOS -> new OpenAiVideos();
      case OPENAI_REALTIME -> new OpenAiRealtime();
      case TEMPLATE -> Template.of(template, stream);
    };
  }
}
