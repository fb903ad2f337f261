// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parts of a chat message's content, their fields in vLLM's order ({@code process_image}, {@code
 * process_video} and {@code CustomAudioDataset} in {@code vllm/benchmarks/datasets/datasets.py}).
 */
final class ContentPart {
  private static final String JPEG = "data:image/jpeg;base64,";
  private static final String MP4 = "data:video/mp4;base64,";

  private ContentPart() {}

  /** A text. */
  static Map<String, Object> text(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    return part;
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

  /** A picture by its address; a path becomes one. */
  static Map<String, Object> image(String address) {
    return imageUrl(address.startsWith("data:image/") ? address : whole(address));
  }

  /** A film by its address; a path becomes one. */
  static Map<String, Object> video(String address) {
    return part("video_url", whole(address));
  }

  /** Bytes as an address that holds them. */
  static String inline(String head, byte[] bytes) {
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
