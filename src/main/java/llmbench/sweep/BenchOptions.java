// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import llmbench.config.OptionNames;
import llmbench.config.Overrides;

/**
 * Parameters that name options of {@code vllm bench serve}, as values of our keys. An option may be
 * written with {@code -} or {@code _}, with or without leading dashes; one with a dot, such as
 * {@code extra_body.top_k}, is a member of a map, as in vLLM's command line ({@code
 * argparse_utils.py}, {@code parse_args}): all of them together are the map. False for an option
 * that only has a {@code --no-} form, such as {@code oversample}, sets that. Null takes the
 * configuration's value away.
 */
public final class BenchOptions {
  /** What a sweep sets itself, in vLLM too, whatever a file says. */
  private static final Set<String> OWN = Set.of("save_result", "result_dir", "result_filename");

  private static final Pattern DASHES = Pattern.compile("^--?");

  private BenchOptions() {}

  /**
   * The values, in order.
   *
   * @throws SweepException with every option that is not known
   */
  public static Overrides overrides(ParameterSet set) {
    List<String> problems = new ArrayList<>();
    Map<String, JsonNode> values = new LinkedHashMap<>();
    set.parameters().forEach((name, value) -> add(set, name, value, values, problems));
    SweepException.throwIfAny(problems);
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((key, value) -> texts.put(key, yaml(value)));
    return new Overrides(set.place(), texts);
  }

  /** Names of options that have no effect since the sweep sets them itself; empty for none. */
  public static Set<String> ignored(ParameterSet set) {
    Set<String> ignored = new LinkedHashSet<>();
    for (String name : set.parameters().keySet()) {
      if (OWN.contains(key(name))) {
        ignored.add(name);
      }
    }
    return ignored;
  }

  private static void add(
      ParameterSet set,
      String name,
      JsonNode value,
      Map<String, JsonNode> values,
      List<String> problems) {
    String key = key(name);
    if (OWN.contains(key)) {
      return;
    }
    int dot = key.indexOf('.');
    String option = dot < 0 ? key : key.substring(0, dot);
    boolean off = dot < 0 && value.isBoolean() && !value.booleanValue();
    if (OptionNames.ofSweep(option)) {
      problems.add(
          set.place() + " " + name + ": expected an option of a run, found one of the whole sweep");
    } else if (OptionNames.known(option)) {
      if (dot < 0) {
        values.put(option, value);
      } else {
        member(set, name, key.substring(dot + 1), option, value, values, problems);
      }
    } else if (off && OptionNames.isFlag("no_" + option)) {
      values.put("no_" + option, PythonJson.MAPPER.valueToTree(true));
    } else {
      problems.add(
          set.place()
              + " "
              + name
              + ": expected an option of vllm bench serve or a known key (see docs/config.md), found"
              + " an unknown one; the nearest known is "
              + OptionNames.nearest(option));
    }
  }

  /** With underscores before the first dot, as our keys are. */
  private static String key(String name) {
    String bare = DASHES.matcher(name).replaceFirst("");
    int dot = bare.indexOf('.');
    return dot < 0
        ? bare.replace('-', '_')
        : bare.substring(0, dot).replace('-', '_') + bare.substring(dot);
  }

  private static void member(
      ParameterSet set,
      String name,
      String path,
      String option,
      JsonNode value,
      Map<String, JsonNode> values,
      List<String> problems) {
    JsonNode map = values.get(option);
    if (map == null) {
      map = PythonJson.MAPPER.createObjectNode();
      values.put(option, map);
    }
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1 && map != null; i++) {
      JsonNode inner = map.get(steps[i]);
      if (inner == null && map instanceof ObjectNode object) {
        inner = object.putObject(steps[i]);
      }
      map = inner;
    }
    if (map instanceof ObjectNode object && path.chars().noneMatch(c -> c == '+')) {
      object.set(steps[steps.length - 1], value);
    } else {
      problems.add(
          set.place()
              + " "
              + name
              + ": expected a member of a map, found one of something else; write "
              + option
              + " as a map");
    }
  }

  /** JSON is YAML; numbers as Python writes them. */
  private static String yaml(JsonNode value) {
    return value.isNumber() ? PythonText.str(value) : value.toString();
  }
}
