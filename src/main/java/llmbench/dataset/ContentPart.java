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
public final class ContentPart {

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
    return audioFile("audio.wav", "audio/wav", clip.wav(), clip.seconds());
  }

  /** A sound's file as it is. */
  public static Map<String, Object> audioFile(
      String filename, String contentType, byte[] bytes, double seconds) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "audio_file");
    part.put("filename", filename);
    part.put("content_type", contentType);
    part.put("seconds", seconds);
    part.put("data", Base64.getEncoder().encodeToString(bytes));
    return part;
  }

  /** A picture's bytes as an address. */
  static String pngUrl(byte[] bytes) {
    return inline("image/png", bytes);
  }

  /** A picture's bytes. */
  static Map<String, Object> jpeg(byte[] bytes) {
    return image("image/jpeg", bytes);
  }

  /** A picture's bytes of a type such as {@code image/webp}. */
  static Map<String, Object> image(String contentType, byte[] bytes) {
    return imageUrl(inline(contentType, bytes));
  }

  /** A film's bytes. */
  static Map<String, Object> mp4(byte[] bytes) {
    return video("video/mp4", bytes);
  }

  /** A film's bytes of a type such as {@code video/webm}. */
  static Map<String, Object> video(String contentType, byte[] bytes) {
    return part("video_url", inline(contentType, bytes));
  }

  /** The bytes of a WAV file. */
  static Map<String, Object> wav(byte[] bytes) {
    return inputAudio("wav", bytes);
  }

  /** The bytes of a sound in a format that OpenAI's API names, such as {@code mp3}. */
  static Map<String, Object> inputAudio(String format, byte[] bytes) {
    Map<String, Object> audio = new LinkedHashMap<>();
    audio.put("data", Base64.getEncoder().encodeToString(bytes));
    audio.put("format", format);
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
  private static String inline(String contentType, byte[] bytes) {
    return "data:" + contentType + ";base64," + Base64.getEncoder().encodeToString(bytes);
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
