// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.dataset.Dataset.Sampling;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;

/**
 * A row of {@code custom_image}: a prompt with {@code image_files}, or {@code content} with texts
 * and pictures in any order ({@code CustomImageDataset}).
 */
final class ImageRow {
  private static final String URL = "url";
  private static final String IMAGE_URL = "image_url";

  private final DatasetSpec.Rules rules;
  private final DatasetOptions.CustomImage options;
  private final MediaSource source = new MediaSource();

  ImageRow(DatasetSpec.Rules rules, DatasetOptions.CustomImage options) {
    this.rules = rules;
    this.options = options;
  }

  Prompt prompt(JsonPlace row, Sampling sampling) {
    JsonPlace content = row.at("content");
    if (!content.node().isMissingNode()) {
      return interleaved(row, content.list(1), sampling);
    }
    JsonPlace files = row.at("image_files");
    if (row.at("prompt").node().isMissingNode() || files.node().isMissingNode()) {
      throw row.unexpected("an object with prompt and image_files, or with content", "neither");
    }
    String text = row.at("prompt").text();
    List<Map<String, Object>> pictures = new ArrayList<>();
    for (int i = 0; i < files.list(1).node().size(); i++) {
      pictures.add(ContentPart.imageUrl(url(files.at(i))));
    }
    return new Prompt(
        text,
        Rows.length(text, sampling),
        Rows.outputLen(row, sampling),
        ContentPart.parts(text, pictures, rules.enableMultimodalChat()));
  }

  private Prompt interleaved(JsonPlace row, JsonPlace content, Sampling sampling) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (int i = 0; i < content.node().size(); i++) {
      parts.add(part(content.at(i)));
    }
    String text =
        parts.stream()
            .map(part -> String.valueOf(part.getOrDefault("text", "")))
            .collect(Collectors.joining());
    return new Prompt(
        text,
        Rows.length(text, sampling),
        Rows.outputLen(row, sampling),
        PromptParts.NONE.withMessages(List.of(ContentPart.message(parts))));
  }

  private Map<String, Object> part(JsonPlace part) {
    if (!part.node().isObject()) {
      throw part.unexpected("an object");
    }
    JsonPlace type = part.at("type");
    return switch (type.node().asText()) {
      case "text" -> ContentPart.text(part.at("text").text());
      case "image" -> ContentPart.imageUrl(url(part.at("image")));
      case IMAGE_URL -> imageUrl(part.at(IMAGE_URL));
      default -> throw type.unexpected("text, image or image_url");
    };
  }

  /** An address, or an object with one and further fields, which are kept. */
  private Map<String, Object> imageUrl(JsonPlace place) {
    if (place.node().isTextual()) {
      return ContentPart.imageUrl(url(place));
    }
    if (!place.node().isObject()) {
      throw place.unexpected("a string or an object");
    }
    Map<String, Object> address = new LinkedHashMap<>();
    address.put(URL, url(place.at(URL)));
    for (Map.Entry<String, JsonNode> field : place.node().properties()) {
      if (!field.getKey().equals(URL)) {
        address.put(field.getKey(), DatasetFile.JSON.convertValue(field.getValue(), Object.class));
      }
    }
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", IMAGE_URL);
    part.put(IMAGE_URL, address);
    return part;
  }

  private String url(JsonPlace place) {
    String address = place.text();
    return options.clientSideData() && !address.startsWith("data:image/")
        ? ContentPart.pngUrl(source.picture(place, address))
        : ContentPart.pictureUrl(address);
  }
}
