// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command line as vLLM's parser takes it ({@code FlexibleArgumentParser} in {@code
 * vllm/utils/argparse_utils.py}): underscores in the name of a flag are dashes, and {@code
 * --extra-body.a.b 1} is {@code --extra-body '{"a": {"b": 1}}'}.
 */
final class VllmArguments {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> MAPS =
      ServeFlags.all().stream()
          .filter(flag -> flag.kind() == Flag.Kind.JSON)
          .map(Flag::name)
          .collect(Collectors.toSet());

  private VllmArguments() {}

  /** The same in the one form that the parser here knows. */
  static List<String> plain(List<String> args) {
    List<String> plain = new ArrayList<>();
    Map<String, ObjectNode> maps = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.startsWith("--help=")) {
        plain.add("--help"); // vLLM shows a part of it
        continue;
      }
      if (!arg.startsWith("--")) {
        plain.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg : arg.substring(0, equals);
      int dot = name.indexOf('.');
      String flag = (dot < 0 ? name : name.substring(0, dot)).replace('_', '-');
      if (dot < 0 || !MAPS.contains(flag)) {
        plain.add(flag + (dot < 0 ? "" : name.substring(dot)) + arg.substring(name.length()));
      } else if (equals >= 0 || i + 1 < args.size()) {
        String value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
        put(
            maps.computeIfAbsent(flag, made -> JSON.createObjectNode()),
            name.substring(dot + 1),
            value);
      } else {
        plain.add(flag);
      }
    }
    maps.forEach((flag, map) -> plain.addAll(List.of(flag, map.toString())));
    return plain;
  }

  private static void put(ObjectNode map, String path, String value) {
    String[] steps = path.split("\\.", -1);
    ObjectNode inner = map;
    for (int i = 0; i < steps.length - 1; i++) {
      JsonNode next = inner.get(steps[i]);
      inner = next instanceof ObjectNode object ? object : inner.putObject(steps[i]);
    }
    inner.set(steps[steps.length - 1], json(value));
  }

  private static JsonNode json(String value) {
    try {
      JsonNode node = JSON.readTree(value);
      return node == null || node.isMissingNode() ? TextNode.valueOf(value) : node;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }
}
