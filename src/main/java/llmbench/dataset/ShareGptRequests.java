// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.DatasetSpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code sharegpt}: the first turn of each conversation asks, the second one's length is the
 * answer's ({@code ShareGPTDataset}). Only what is taken is tokenized.
 */
final class ShareGptRequests implements Dataset {
  private final Path path;
  private final DatasetSpec.Rules rules;
  private @Nullable ShareGptFile entries;

  ShareGptRequests(Path path, DatasetSpec.Rules rules) {
    this.path = path;
    this.rules = rules;
  }

  @Override
  public void load() {
    loaded();
  }

  private synchronized ShareGptFile loaded() {
    ShareGptFile from = entries == null ? ShareGptFile.of(path) : entries;
    entries = from;
    return from;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    ShareGptFile from = loaded();
    PromptStore prompts = new PromptStore();
    try (FileChannel file = from.open()) {
      for (int index : Rows.order(from.size(), rules, sampling.seed())) {
        if (prompts.size() >= sampling.count()) {
          break;
        }
        Prompt prompt = prompt(from.entry(file, index), sampling);
        if (prompt != null) {
          prompts.add(prompt);
          sampling.progress().accept(prompts.size());
        }
      }
    } catch (IOException e) {
      throw from.unreadable(e);
    }
    Rows.oversample(prompts, sampling.count(), rules.noOversample(), sampling.seed(), from.none());
    return prompts;
  }

  /** Null where the lengths are not valid. */
  private @Nullable Prompt prompt(JsonPlace entry, Sampling sampling) {
    JsonPlace turns = entry.at("conversations");
    String text = turns.at(0).at("value").text();
    String answer = turns.at(1).at("value").text();
    Integer asked = sampling.outputLen();
    int promptLen = Rows.length(text, sampling);
    int outputLen = asked == null ? Rows.length(answer, sampling) : asked;
    if (!Rows.valid(promptLen, outputLen, asked)) {
      return null;
    }
    return new Prompt(text, promptLen, outputLen, parts(entry, text));
  }

  private PromptParts parts(JsonPlace entry, String text) {
    List<Map<String, Object>> media = media(entry);
    if (!rules.enableMultimodalChat()) {
      return media.isEmpty() ? PromptParts.NONE : PromptParts.NONE.withMedia(media);
    }
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("text", text);
    said.put("type", "text");
    List<Map<String, Object>> content = new ArrayList<>(List.of(said));
    content.addAll(media);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", content);
    return PromptParts.NONE.withMessages(List.of(message));
  }

  private static List<Map<String, Object>> media(JsonPlace entry) {
    String image = address(entry.at("image"));
    if (!image.isEmpty()) {
      return List.of(part("image_url", image, image.startsWith("data:image/")));
    }
    String video = address(entry.at("video"));
    return video.isEmpty() ? List.of() : List.of(part("video_url", video, false));
  }

  private static String address(JsonPlace place) {
    return place.present() ? place.text() : "";
  }

  /** A path becomes an address ({@code process_image}, {@code process_video}). */
  private static Map<String, Object> part(String type, String address, boolean inline) {
    boolean whole =
        inline
            || address.startsWith("http://")
            || address.startsWith("https://")
            || address.startsWith("file://");
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put(type, Map.of("url", whole ? address : "file://" + address));
    return part;
  }
}
