// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads parameter files of {@code vllm bench sweep} (vLLM: {@code param_sweep.py}, {@code
 * ParameterSweep}): a list of maps, or a map from a name to a map.
 */
public final class ParameterFile {
  private static final String EXPECTED =
      "a list of maps, or a map from a name to a map, such as [{\"max_concurrency\": 8}]";

  private ParameterFile() {}

  /**
   * The sets of a file in its order; at least one.
   *
   * @param file JSON
   * @throws SweepException with every mistake
   */
  public static List<ParameterSet> read(Path file) {
    JsonNode root;
    try {
      if (!Files.isRegularFile(file)) {
        throw new SweepException(file + ": expected a parameter file, found none");
      }
      root = PythonJson.read(file);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new SweepException(
          String.format(
              Locale.ROOT,
              "%s:%d: expected JSON, found a mistake: %s",
              file,
              line,
              e.getOriginalMessage()));
    } catch (IOException e) {
      throw new SweepException(file + ": cannot be read: " + e.getMessage());
    }
    return of(root, file.toString());
  }

  /**
   * The sets of a value that is written as such a file.
   *
   * @param source its name, for messages
   * @throws SweepException with every mistake
   */
  public static List<ParameterSet> of(JsonNode root, String source) {
    List<String> problems = new ArrayList<>();
    List<ParameterSet> sets = new ArrayList<>();
    if (root.isObject()) {
      for (Map.Entry<String, JsonNode> entry : root.properties()) {
        String place = source + " entry \"" + entry.getKey() + "\"";
        if (isMap(entry.getValue(), place, problems)) {
          sets.add(named(entry.getKey(), entry.getValue(), place));
        }
      }
    } else if (root.isArray()) {
      for (int i = 0; i < root.size(); i++) {
        String place = source + " entry " + (i + 1);
        if (isMap(root.get(i), place, problems)) {
          sets.add(ParameterSet.of(root.get(i), place));
        }
      }
    } else {
      problems.add(source + ": expected " + EXPECTED + ", found " + kind(root));
    }
    if (problems.isEmpty() && sets.isEmpty()) {
      problems.add(source + ": expected at least one entry, found none");
    }
    names(sets, problems);
    SweepException.throwIfAny(problems);
    return sets;
  }

  private static ParameterSet named(String name, JsonNode entry, String place) {
    ParameterSet named =
        ParameterSet.EMPTY.with(ParameterSet.NAME, PythonJson.MAPPER.valueToTree(name));
    for (Map.Entry<String, JsonNode> member : entry.properties()) {
      named = named.with(member.getKey(), member.getValue());
    }
    return new ParameterSet(named.values(), place);
  }

  private static boolean isMap(JsonNode entry, String place, List<String> problems) {
    if (!entry.isObject()) {
      problems.add(place + ": expected a map of parameters, found " + kind(entry));
    }
    return entry.isObject();
  }

  private static void names(List<ParameterSet> sets, List<String> problems) {
    Map<String, String> first = new HashMap<>();
    for (ParameterSet set : sets) {
      if (set.values().containsKey(ParameterSet.NAME)) {
        String before = first.putIfAbsent(set.name(), set.place());
        if (before != null) {
          problems.add(
              set.place()
                  + " "
                  + ParameterSet.NAME
                  + ": expected a name of its own, found \""
                  + set.name()
                  + "\" as in "
                  + before);
        }
      }
    }
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a map";
      case ARRAY -> "a list";
      case MISSING, NULL -> "nothing";
      default -> PythonJson.line(value);
    };
  }
}
