// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.media.AudioClip;

/**
 * Parts of a chat message's content, their fields in vLLM's order ({@code process_image}, {@code
 * process_video} and {@code CustomAudioDataset} in {@code vllm/benchmarks/datasets/datasets.py}).
 */
final class ContentPart {
  private static final String JPEG = "data:image/jpeg;base64,";
  private static final String PNG = "data:image/png;base64,";
  private static final String MP4 = "data:video/mp4;base64,";

  private ContentPart() {}

  /** A text. */
  static Map<String, Object> text(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    return part;
  }

  /**
   * What a user says: a text and what goes with it ({@code apply_multimodal_chat_transformation}).
   */
  static Map<String, Object> chat(String text, List<Map<String, Object>> media) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("text", text);
    said.put("type", "text");
    List<Map<String, Object>> content = new ArrayList<>(List.of(said));
    content.addAll(media);
    return message(content);
  }

  /** A message of the user's. */
  static Map<String, Object> message(List<Map<String, Object>> content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", content);
    return message;
  }

  /** Text with media, or as a chat where vLLM's {@code --enable-multimodal-chat} is set. */
  static PromptParts parts(String text, List<Map<String, Object>> media, boolean asChat) {
    if (asChat) {
      return PromptParts.NONE.withMessages(List.of(chat(text, media)));
    }
    return media.isEmpty() ? PromptParts.NONE : PromptParts.NONE.withMedia(media);
  }

  /**
   * A sound that is sent as a file of a form, not in a chat (see {@link PromptParts#media}); WAV,
   * as vLLM's {@code async_request_openai_audio} sends it.
   */
  static Map<String, Object> audioFile(AudioClip clip) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "audio_file");
    part.put("filename", "audio.wav");
    part.put("content_type", "audio/wav");
    part.put("seconds", clip.seconds());
    part.put("data", Base64.getEncoder().encodeToString(clip.wav()));
    return part;
  }

  /** A picture's bytes as an address. */
  static String pngUrl(byte[] bytes) {
    return inline(PNG, bytes);
  }

  /** A picture's bytes. */
  static Map<String, Object> jpeg(byte[] bytes) {
    return imageUrl(inline(JPEG, bytes));
  }

  /** A film's bytes. */
  static Map<String, Object> mp4(byte[] bytes) {
    return part("video_url", inline(MP4, bytes));
  }

  /** The bytes of a WAV file. */
  static Map<String, Object> wav(byte[] bytes) {
    Map<String, Object> audio = new LinkedHashMap<>();
    audio.put("data", Base64.getEncoder().encodeToString(bytes));
    audio.put("format", "wav");
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "input_audio");
    part.put("input_audio", audio);
    return part;
  }

  /** The address of a picture that is named; a path becomes one. */
  static String pictureUrl(String named) {
    return named.startsWith("data:image/") ? named : whole(named);
  }

  /** A film by its address; a path becomes one. */
  static Map<String, Object> video(String address) {
    return part("video_url", whole(address));
  }

  /** Bytes as an address that holds them. */
  private static String inline(String head, byte[] bytes) {
    return head + Base64.getEncoder().encodeToString(bytes);
  }

  /** A picture by an address that is whole. */
  static Map<String, Object> imageUrl(String url) {
    return part("image_url", url);
  }

  private static String whole(String address) {
    return address.startsWith("http://")
            || address.startsWith("https://")
            || address.startsWith("file://")
        ? address
        : "file://" + address;
  }

  private static Map<String, Object> part(String type, String url) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put(type, Map.of("url", url));
    return part;
  }
}
