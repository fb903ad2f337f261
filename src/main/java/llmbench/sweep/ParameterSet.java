// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters that are set together, as one entry of a parameter file has them (vLLM: {@code
 * param_sweep.py}, {@code ParameterSweepItem}).
 *
 * @param values by name in the order of the file; {@link #NAME} is no parameter
 * @param place where it is from, for messages, such as {@code bench.json entry 2}
 */
public record ParameterSet(Map<String, JsonNode> values, String place) {
  /** The key that gives a set its name. */
  public static final String NAME = "_benchmark_name";

  private static final String FLAG = "--";

  /** A set that changes nothing. */
  public static final ParameterSet EMPTY = new ParameterSet(Map.of(), "");

  /** Keeps the order. */
  public ParameterSet {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static ParameterSet of(JsonNode object, String place) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    object.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    return new ParameterSet(values, place);
  }

  /** Whether it has neither parameters nor a name. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The parameters without the name. */
  public Map<String, JsonNode> parameters() {
    Map<String, JsonNode> parameters = new LinkedHashMap<>(values);
    parameters.remove(NAME);
    return parameters;
  }

  /** The given name, else all parameters such as {@code a=1-b=2}; may be empty. */
  public String name() {
    JsonNode given = values.get(NAME);
    return given == null ? text("-") : PythonText.str(given);
  }

  /** All parameters as {@code key=value}, values as Python writes them. */
  public String text(String separator) {
    return parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + PythonText.str(each.getValue()))
        .collect(Collectors.joining(separator));
  }

  /** Whether a parameter is among them, written with {@code _} or with {@code -}. */
  public boolean has(String key) {
    return spellings(key).stream().anyMatch(values::containsKey);
  }

  /** The same with one more parameter, or with another value of one. */
  public ParameterSet with(String key, JsonNode value) {
    Map<String, JsonNode> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new ParameterSet(changed, place);
  }

  /** As the files have it, the name included. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(json::set);
    return json;
  }

  /**
   * A command with these parameters as flags (vLLM: {@code apply_to_cmd}). One that is there as a
   * word of its own, spelled with {@code -}, with {@code _} or as given, gets the new value; others
   * are added at the end. True is {@code --key}, false {@code --no-key}; with a dot in the key they
   * are {@code --key.part=true} and {@code =false}. A map is written as JSON, anything else as
   * Python's {@code str}.
   */
  public List<String> applyTo(List<String> command) {
    List<String> changed = new ArrayList<>(command);
    parameters().forEach((key, value) -> apply(key, value, changed));
    return changed;
  }

  private static void apply(String key, JsonNode value, List<String> command) {
    List<String> words = words(key, value);
    int at =
        flags(key).stream()
            .mapToInt(command::indexOf)
            .filter(index -> index >= 0)
            .findFirst()
            .orElse(-1);
    if (at < 0) {
      command.addAll(words);
      return;
    }
    command.set(at, words.get(0));
    if (words.size() > 1) {
      if (at + 1 == command.size()) {
        // A flag that stood last without a value; vLLM fails here.
        command.add(words.get(1));
      } else {
        command.set(at + 1, words.get(1));
      }
    }
  }

  private static List<String> words(String key, JsonNode value) {
    if (!value.isBoolean()) {
      return List.of(
          flags(key).get(0), value.isObject() ? PythonJson.line(value) : PythonText.str(value));
    }
    if (key.indexOf('.') >= 0) {
      return List.of(flags(key).get(0) + "=" + value.booleanValue());
    }
    return List.of(flags(value.booleanValue() ? key : "no-" + key).get(0));
  }

  /** The preferred first. */
  private static List<String> flags(String key) {
    List<String> flags = new ArrayList<>();
    spellings(key).forEach(spelling -> flags.add(FLAG + spelling));
    Collections.reverse(flags);
    return flags;
  }

  /** As given, with {@code _}, with {@code -}; what is behind a dot stays as it is. */
  private static List<String> spellings(String key) {
    int dot = key.indexOf('.');
    String head = dot < 0 ? key : key.substring(0, dot);
    String tail = dot < 0 ? "" : key.substring(dot);
    return List.of(head + tail, head.replace('-', '_') + tail, head.replace('_', '-') + tail);
  }
}
