// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A result that lies in a file: ours, or one of {@code vllm bench serve --save-result}.
 *
 * @param file where it lies
 * @param members the top level without its arrays; {@code llmbench} is whole
 * @param arrays what {@code --save-detailed} keeps of each request; null without
 */
public record StoredResult(Path file, JsonNode members, @Nullable StoredArrays arrays) {
  private static final Pattern RUN = Pattern.compile("_run[0-9]+$");
  private static final Pattern LENGTHS = Pattern.compile("(?<![A-Za-z0-9])io(\\d+)x(\\d+)(?!\\d)");

  /** Whether our benchmark wrote it, and not vLLM's. */
  public boolean ours() {
    return members.path(ResultWriter.LLMBENCH).isObject();
  }

  /** What is ours in it; a missing node in a result of vLLM's. */
  public JsonNode own() {
    return members.path(ResultWriter.LLMBENCH);
  }

  /**
   * The case's name. A result of vLLM's has none and gets the one that ours would have, from its
   * load and, for the lengths, from the file's name.
   */
  public String name() {
    String given = own().path("case").path("name").asText("");
    if (!given.isEmpty()) {
      return given;
    }
    Matcher lengths = LENGTHS.matcher(String.valueOf(file.getFileName()));
    JsonNode concurrency = members.path("max_concurrency");
    JsonNode rate = members.path("request_rate");
    return (lengths.find() ? "io" + lengths.group(1) + "x" + lengths.group(2) + "_" : "")
        + "mc"
        + (concurrency.isNumber() ? concurrency.asText() : "inf")
        + "_np"
        + members.path("num_prompts").asText("")
        + (finite(rate) ? "_rr" + plain(rate) : "");
  }

  /** The name that all runs of the case have in common. */
  public String cell() {
    return RUN.matcher(name()).replaceFirst("");
  }

  /** A number of the top level; empty where there is none. */
  public Optional<Double> number(String key) {
    JsonNode node = members.path(key);
    return node.isNumber() ? Optional.of(node.doubleValue()) : Optional.empty();
  }

  /**
   * A member by its path, dots between the names, such as {@code llmbench.steady.found}; names that
   * hold a dot, such as {@code p99.9_ttft_ms}, are found too. A missing node where there is none.
   */
  public JsonNode at(String path) {
    return at(members, path);
  }

  private static JsonNode at(JsonNode node, String path) {
    if (node.has(path)) {
      return node.path(path);
    }
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      String head = path.substring(0, dot);
      JsonNode child = node.isArray() ? element(node, head) : node.path(head);
      JsonNode found = child.isMissingNode() ? child : at(child, path.substring(dot + 1));
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return node.isArray() ? element(node, path) : node.path(path);
  }

  private static JsonNode element(JsonNode array, String index) {
    return index.matches("[0-9]{1,6}") ? array.path(Integer.parseInt(index)) : array.path("none");
  }

  /** The paths of all single values, such as {@code duration} and {@code llmbench.partial}. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", members, paths);
    return paths;
  }

  private static void collect(String prefix, JsonNode node, List<String> paths) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getValue().isObject()) {
        collect(prefix + member.getKey() + ".", member.getValue(), paths);
      } else if (member.getValue().isValueNode()) {
        paths.add(prefix + member.getKey());
      }
    }
  }

  private static boolean finite(JsonNode rate) {
    return rate.isNumber() && !Double.isInfinite(rate.doubleValue());
  }

  private static String plain(JsonNode number) {
    return new BigDecimal(number.asText().toLowerCase(Locale.ROOT))
        .stripTrailingZeros()
        .toPlainString();
  }
}
