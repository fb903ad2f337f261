// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which options go together in data sets with media: vLLM's {@code get_samples}, {@code
 * get_mm_item_sampling_params} and {@code endpoint_request_func.py}.
 */
final class MediaRules {
  /** Backends whose messages can hold pictures, films and sounds. */
  private static final List<String> CHATS = List.of("openai-chat");

  /** Those that take a picture. */
  private static final List<String> PICTURES =
      List.of(
          "openai-chat",
          "openai-embeddings-chat",
          "openai-embeddings-clip",
          "openai-embeddings-vlm2vec",
          "infinity-embeddings",
          "infinity-embeddings-clip");

  static final String TRANSCRIBING = "openai-audio";

  private final Values values;
  private final DatasetKind kind;

  MediaRules(Values values, DatasetKind kind) {
    this.values = values;
    this.kind = kind;
  }

  void check() {
    if (kind == DatasetKind.RANDOM_MM) {
      checkLimits();
    }
    if (kind == DatasetKind.RANDOM_MM || kind == DatasetKind.CUSTOM_IMAGE) {
      checkBackend(PICTURES);
    } else if (kind == DatasetKind.CUSTOM_AUDIO) {
      checkAudio();
    } else if (kind == DatasetKind.RANDOM_AUDIO) {
      checkBackend(List.of(TRANSCRIBING));
    } else if (kind == DatasetKind.MEDIA_FOLDER) {
      checkBackend(Stream.concat(CHATS.stream(), Stream.of(TRANSCRIBING)).toList());
    }
  }

  private void checkBackend(List<String> fitting) {
    if (values.sound(TargetKeys.BACKEND) && !fitting.contains(values.get(TargetKeys.BACKEND))) {
      values.mistake(
          TargetKeys.BACKEND,
          String.join(" or ", fitting) + " with dataset_name: " + kind.key() + ", which has media",
          Found.quote(values.get(TargetKeys.BACKEND)));
    }
  }

  /** Sounds go into a chat's message, or each is sent as a file. */
  private void checkAudio() {
    if (!values.sound(TargetKeys.BACKEND, DatasetKeys.ENABLE_MULTIMODAL_CHAT)) {
      return;
    }
    String backend = values.get(TargetKeys.BACKEND);
    boolean asChat = values.get(DatasetKeys.ENABLE_MULTIMODAL_CHAT);
    if (CHATS.contains(backend) && !asChat) {
      values.mistake(
          DatasetKeys.ENABLE_MULTIMODAL_CHAT,
          "true with dataset_name: " + kind.key() + " and backend " + backend,
          "false");
    } else if (!CHATS.contains(backend) && !backend.equals(TRANSCRIBING) && !asChat) {
      values.mistake(
          TargetKeys.BACKEND,
          String.join(", ", CHATS) + " or " + TRANSCRIBING + " with dataset_name: " + kind.key(),
          Found.quote(backend));
    }
  }

  private void checkLimits() {
    Map<String, Integer> limits = values.get(MediaKeys.RANDOM_MM_LIMIT_MM_PER_PROMPT);
    long most = 0;
    for (String modality :
        values.get(MediaKeys.RANDOM_MM_BUCKET_CONFIG).stream()
            .map(bucket -> bucket.shape().modality())
            .distinct()
            .toList()) {
      Integer limit = limits.get(modality);
      if (limit == null) {
        values.mistake(
            MediaKeys.RANDOM_MM_LIMIT_MM_PER_PROMPT,
            "a limit of " + modality + ", which random_mm_bucket_config has",
            "none");
        return;
      }
      most += limit;
    }
    int items = values.get(MediaKeys.RANDOM_MM_BASE_ITEMS_PER_REQUEST);
    double ratio = values.get(MediaKeys.RANDOM_MM_NUM_MM_ITEMS_RANGE_RATIO);
    long least = (long) Math.floor(items * (1 - ratio));
    if (least > most) {
      values.mistake(
          MediaKeys.RANDOM_MM_BASE_ITEMS_PER_REQUEST,
          "at most " + most + " media in a request (random_mm_limit_mm_per_prompt)",
          "at least " + least);
    }
  }
}
