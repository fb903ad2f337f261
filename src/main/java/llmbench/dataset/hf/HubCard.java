// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.dataset.DatasetException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What the YAML at the head of a data set's {@code README.md} says of its files ({@code
 * datasets/utils/metadata.py}, {@code MetadataConfigs}).
 */
final class HubCard {
  private static final String MARK = "---";
  private static final String WANTED =
      "data_files as a pattern, a list of patterns, or a list of {split, path}";

  private HubCard() {}

  /**
   * A subset.
   *
   * @param name its {@code config_name}
   * @param files patterns of each split's files; empty where the usual names decide
   * @param folder the {@code data_dir} below which they are; empty for the set's own
   * @param chosen whether it is marked as the default
   */
  record Subset(String name, Map<String, List<String>> files, String folder, boolean chosen) {}

  /**
   * The subsets, in their order; none if the text says nothing of them.
   *
   * @throws DatasetException if it is not as the Hub has it
   */
  static List<Subset> subsets(String readme) {
    String head = head(readme);
    if (head.isEmpty()) {
      return List.of();
    }
    Object card;
    try {
      card = new Yaml(new SafeConstructor(new LoaderOptions())).load(head);
    } catch (YAMLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new DatasetException(
          "README.md:1: expected YAML between the lines ---, found " + message, e);
    }
    if (!(card instanceof Map<?, ?> map) || !(map.get("configs") instanceof List<?> configs)) {
      return List.of();
    }
    List<Subset> subsets = new ArrayList<>();
    for (int i = 0; i < configs.size(); i++) {
      subsets.add(subset("README.md configs[" + i + "]", configs.get(i)));
    }
    return subsets;
  }

  private static String head(String readme) {
    List<String> lines = readme.lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(MARK)) {
      return "";
    }
    for (int end = 1; end < lines.size(); end++) {
      if (lines.get(end).strip().equals(MARK)) {
        return String.join("\n", lines.subList(1, end));
      }
    }
    return "";
  }

  private static Subset subset(String place, @Nullable Object config) {
    if (!(config instanceof Map<?, ?> map) || map.get("config_name") == null) {
      throw new DatasetException(place + ": expected a map with config_name, found " + config);
    }
    Object folder = map.get("data_dir");
    return new Subset(
        String.valueOf(map.get("config_name")),
        files(place + ".data_files", map.get("data_files")),
        folder == null ? "" : String.valueOf(folder),
        Boolean.TRUE.equals(map.get("default")));
  }

  private static Map<String, List<String>> files(String place, @Nullable Object files) {
    Map<String, List<String>> splits = new LinkedHashMap<>();
    if (files == null) {
      return splits;
    }
    List<?> items = files instanceof List<?> list ? list : List.of(files);
    if (items.stream().allMatch(String.class::isInstance)) {
      splits.put("train", patterns(place, items));
      return splits;
    }
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> map)
          || map.get("split") == null
          || map.get("path") == null
          || splits.containsKey(String.valueOf(map.get("split")))) {
        throw new DatasetException(place + ": expected " + WANTED + ", found " + item);
      }
      Object path = map.get("path");
      splits.put(
          String.valueOf(map.get("split")),
          patterns(place, path instanceof List<?> list ? list : List.of(path)));
    }
    return splits;
  }

  private static List<String> patterns(String place, List<?> items) {
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw new DatasetException(place + ": expected " + WANTED + ", found " + item);
      }
    }
    return items.stream().map(String::valueOf).toList();
  }
}
