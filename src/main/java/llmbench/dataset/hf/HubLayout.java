// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.dataset.DatasetException;
import llmbench.dataset.rows.RowFile;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a data set are which subset and split, from their names and the set's README, as
 * the {@code datasets} library finds them ({@code load.py}, {@code LocalDatasetModuleFactory};
 * {@code data_files.py}, {@code get_data_patterns}). Without a README that says so, a folder with a
 * subset's name is taken for it, which the library does not do.
 */
final class HubLayout {
  private static final Pattern SHARD =
      Pattern.compile("data/(\\w+(?:\\.\\w+)*)-[0-9]{5}-of-[0-9]{5}[^/]*\\.[^/]*");
  private static final String SEPARATORS = "[-._ 0-9]";
  private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("train", List.of("train", "training"));
    WORDS.put("validation", List.of("validation", "valid", "dev", "val"));
    WORDS.put("test", List.of("test", "testing", "eval", "evaluation"));
  }

  private static final List<String> IGNORED =
      List.of(
          "README.md",
          "config.json",
          "dataset_info.json",
          "dataset_infos.json",
          "dummy_data.zip",
          "dataset_dict.json");

  private final List<String> files;
  private final List<HubCard.Subset> subsets;

  /**
   * A layout.
   *
   * @param files paths of all files below the set's folder, with slashes
   * @param readme the text of {@code README.md}; empty if there is none
   */
  HubLayout(List<String> files, String readme) {
    this.files =
        files.stream().filter(f -> !IGNORED.contains(f.substring(f.lastIndexOf('/') + 1))).toList();
    this.subsets = HubCard.subsets(readme);
  }

  /**
   * The files of a split, in the order in which they are read, all of one format.
   *
   * @param subset null for the only one or the default
   * @param split null for the only one
   * @throws DatasetException if there is no such subset or split, or no file that can be read
   */
  List<String> files(@Nullable String subset, @Nullable String split) {
    Map<String, List<String>> splits = readable(splits(subset));
    if (splits.isEmpty()) {
      throw new DatasetException(
          "dataset_path: expected files that end in .parquet, .jsonl, .json, .csv or .tsv, found "
              + (files.isEmpty() ? "none" : some(files)));
    }
    if (split == null && splits.size() > 1) {
      throw new DatasetException(
          "hf_split: expected one of " + String.join(", ", splits.keySet()) + ", found none");
    }
    String chosen = split == null ? splits.keySet().iterator().next() : split;
    List<String> found = splits.get(chosen);
    if (found == null) {
      throw new DatasetException(
          "hf_split: expected one of "
              + String.join(", ", splits.keySet())
              + ", found \""
              + chosen
              + "\"");
    }
    return found;
  }

  /** Whether there is a subset of that name. */
  boolean has(String subset) {
    return subsets.isEmpty()
        ? files.stream().anyMatch(f -> f.startsWith(subset + "/"))
        : subsetNames().contains(subset);
  }

  private Map<String, List<String>> splits(@Nullable String subset) {
    if (subsets.isEmpty()) {
      return subset == null || subset.equals("default") ? usual("") : usual(folder(subset));
    }
    HubCard.Subset chosen = subset == null ? only() : named(subset);
    String prefix = chosen.folder().isEmpty() ? "" : chosen.folder().replaceAll("/*$", "/");
    if (chosen.files().isEmpty()) {
      return usual(prefix);
    }
    Map<String, List<String>> splits = new LinkedHashMap<>();
    chosen
        .files()
        .forEach((split, patterns) -> splits.put(split, matching(patterns, below(prefix), prefix)));
    return splits;
  }

  private HubCard.Subset named(String name) {
    return subsets.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, subsetNames()));
  }

  private HubCard.Subset only() {
    List<HubCard.Subset> defaults =
        subsets.stream()
            .filter(s -> subsets.size() == 1 || s.name().equals("default") || s.chosen())
            .toList();
    if (defaults.size() != 1) {
      throw new DatasetException(
          "hf_subset: expected one of " + String.join(", ", subsetNames()) + ", found none");
    }
    return defaults.get(0);
  }

  private List<String> subsetNames() {
    return subsets.stream().map(HubCard.Subset::name).toList();
  }

  private String folder(String subset) {
    if (!has(subset)) {
      List<String> folders =
          files.stream()
              .filter(f -> f.contains("/"))
              .map(f -> f.substring(0, f.indexOf('/')))
              .distinct()
              .sorted()
              .toList();
      throw unknown(subset, folders);
    }
    return subset + "/";
  }

  private static DatasetException unknown(String subset, List<String> there) {
    return new DatasetException(
        "hf_subset: expected "
            + (there.isEmpty()
                ? "none, since the set has no subsets"
                : "one of " + String.join(", ", there))
            + ", found \""
            + subset
            + "\"");
  }

  private List<String> below(String prefix) {
    return files.stream()
        .filter(f -> f.startsWith(prefix))
        .map(f -> f.substring(prefix.length()))
        .toList();
  }

  private static List<String> matching(List<String> patterns, List<String> names, String prefix) {
    LinkedHashSet<String> found = new LinkedHashSet<>();
    for (String pattern : patterns) {
      new FilePattern(pattern).of(names).forEach(name -> found.add(prefix + name));
    }
    return List.copyOf(found);
  }

  /** Splits by the usual names: shards, folders, files; else all is {@code train}. */
  private Map<String, List<String>> usual(String prefix) {
    List<String> names = below(prefix).stream().filter(name -> readable(name)).toList();
    Map<String, List<String>> splits = shards(names, prefix);
    if (splits.isEmpty()) {
      splits = byWords(names, prefix, List.of("**/W/**", "**/WS*/**", "**/*SW/**", "**/*SWS*/**"));
    }
    if (splits.isEmpty()) {
      splits = byWords(names, prefix, List.of("**/WS*", "**/*SWS*"));
    }
    if (splits.isEmpty() && !names.isEmpty()) {
      splits.put("train", matching(List.of("**"), names, prefix));
    }
    return splits;
  }

  private static Map<String, List<String>> shards(List<String> names, String prefix) {
    TreeSet<String> found =
        new TreeSet<>(
            Comparator.comparingInt(
                    (String split) -> {
                      int usual = List.copyOf(WORDS.keySet()).indexOf(split);
                      return usual < 0 ? WORDS.size() : usual;
                    })
                .thenComparing(Comparator.naturalOrder()));
    for (String name : names) {
      Matcher shard = SHARD.matcher(name);
      if (shard.matches()) {
        found.add(shard.group(1));
      }
    }
    Map<String, List<String>> splits = new LinkedHashMap<>();
    String five = "[0-9]".repeat(5);
    for (String split : found) {
      splits.put(
          split,
          matching(List.of("data/" + split + "-" + five + "-of-" + five + "*.*"), names, prefix));
    }
    return splits;
  }

  /** In the patterns W stands for a split's word and S for what parts words. */
  private static Map<String, List<String>> byWords(
      List<String> names, String prefix, List<String> patterns) {
    Map<String, List<String>> splits = new LinkedHashMap<>();
    WORDS.forEach(
        (split, words) -> {
          List<String> all = new ArrayList<>();
          for (String word : words) {
            for (String pattern : patterns) {
              all.add(pattern.replace("S", SEPARATORS).replace("W", word));
            }
          }
          List<String> found = matching(all, names, prefix);
          if (!found.isEmpty()) {
            splits.put(split, found);
          }
        });
    return splits;
  }

  private static boolean readable(String name) {
    return RowFile.isOne(Path.of(name));
  }

  /** Each split's files of the format that most of the first split's files have. */
  private static Map<String, List<String>> readable(Map<String, List<String>> splits) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    String format = null;
    for (Map.Entry<String, List<String>> split : splits.entrySet()) {
      List<String> names = split.getValue().stream().filter(HubLayout::readable).toList();
      if (names.isEmpty()) {
        continue;
      }
      format = format == null ? mostOf(names) : format;
      String wanted = format;
      List<String> same = names.stream().filter(name -> format(name).equals(wanted)).toList();
      if (!same.isEmpty()) {
        kept.put(split.getKey(), same);
      }
    }
    return kept;
  }

  private static String mostOf(List<String> names) {
    Map<String, Long> counts =
        names.stream().collect(Collectors.groupingBy(HubLayout::format, Collectors.counting()));
    List<String> order = List.of("csv", "json", "parquet");
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(each -> order.indexOf(each.getKey())))
        .orElseThrow()
        .getKey();
  }

  private static String format(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return file.contains(".parquet") ? "parquet" : file.contains("json") ? "json" : "csv";
  }

  private static String some(List<String> files) {
    return files.stream().sorted().limit(5).collect(Collectors.joining(", "))
        + (files.size() > 5 ? " and " + (files.size() - 5) + " more" : "");
  }
}
