// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import llmbench.config.OptionChanges;
import llmbench.results.StoredResult;

/**
 * What the runs of two sides were asked to do differently.
 *
 * @param grave in what matters: whoever compares them compares two things
 * @param slight in what may be what is to be compared, such as address, versions and the engine's
 *     settings
 */
record Differences(List<String> grave, List<String> slight) {
  /** How far the mean lengths of requests may lie apart. */
  private static final double SAME_LENGTH = 0.01;

  /** What a result tells of its load. */
  private static final List<String> LOAD =
      List.of(
          "endpoint_type",
          "num_prompts",
          "max_concurrency",
          "request_rate",
          "burstiness",
          "ramp_up_strategy",
          "ramp_up_start_rps",
          "ramp_up_end_rps");

  static Differences between(List<StoredResult> a, List<StoredResult> b, boolean asVllm) {
    Set<String> grave = new LinkedHashSet<>();
    Set<String> slight = new LinkedHashSet<>();
    StoredResult first = a.get(0);
    for (StoredResult other : all(a, b)) {
      grave.addAll(grave(first, other, asVllm));
      options(first, other, grave, slight);
    }
    return new Differences(List.copyOf(grave), List.copyOf(slight));
  }

  /** The runs of one side must be of one thing too. */
  private static List<StoredResult> all(List<StoredResult> a, List<StoredResult> b) {
    List<StoredResult> all = new ArrayList<>(a.subList(1, a.size()));
    all.addAll(b);
    return all;
  }

  private static List<String> grave(StoredResult a, StoredResult b, boolean asVllm) {
    List<String> found = new ArrayList<>();
    member(found, "model", a.members().path("model_id"), b.members().path("model_id"));
    if (a.ours() != b.ours() && !asVllm) {
      found.add(
          "definitions: "
              + writer(a)
              + " and "
              + writer(b)
              + " count chunks and failures differently; --vllm-definitions compares by vLLM's");
    }
    member(
        found,
        "definitions (llmbench.format)",
        a.own().path("format"),
        a.ours() && b.ours() ? b.own().path("format") : a.own().path("format"));
    boolean simulatedA = a.own().path("simulated").asBoolean();
    boolean simulatedB = b.own().path("simulated").asBoolean();
    if (simulatedA != simulatedB) {
      found.add(
          "server: "
              + (simulatedA ? "the simulator" : "a server")
              + " and "
              + (simulatedB ? "the simulator" : "a server"));
    }
    for (String key : LOAD) {
      member(found, key, a.members().path(key), b.members().path(key));
    }
    lengths(found, "prompt", "total_input_tokens", a, b);
    lengths(found, "answer", "total_output_tokens", a, b);
    return found;
  }

  private static String writer(StoredResult result) {
    return result.ours() ? "llmbench" : "vllm bench serve";
  }

  private static void member(List<String> found, String name, JsonNode a, JsonNode b) {
    if (!same(a, b)) {
      found.add(name + ": " + shown(a) + " and " + shown(b));
    }
  }

  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.doubleValue() == b.doubleValue();
    }
    boolean noneA = a.isMissingNode() || a.isNull();
    boolean noneB = b.isMissingNode() || b.isNull();
    return (noneA || noneB) ? noneA == noneB : a.equals(b);
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? "none" : node.asText(node.toString());
  }

  /** Of the completed requests, as the server counted them. */
  private static void lengths(
      List<String> found, String what, String total, StoredResult a, StoredResult b) {
    Optional<Double> meanA = mean(a, total);
    Optional<Double> meanB = mean(b, total);
    if (meanA.isPresent() && meanB.isPresent()) {
      double most = Math.max(meanA.get(), meanB.get());
      if (Math.abs(meanA.get() - meanB.get()) > SAME_LENGTH * most) {
        found.add(
            String.format(
                Locale.ROOT,
                "lengths: a mean %s of %.1f and of %.1f tokens",
                what,
                meanA.get(),
                meanB.get()));
      }
    }
  }

  private static Optional<Double> mean(StoredResult result, String total) {
    double completed = result.number("completed").orElse(0.0);
    return completed > 0
        ? result.number(total).map(tokens -> tokens / completed)
        : Optional.empty();
  }

  private static void options(
      StoredResult a, StoredResult b, Set<String> grave, Set<String> slight) {
    if (!a.ours() || !b.ours()) {
      return;
    }
    Map<String, String> before = texts(a.own().path("options"));
    Map<String, String> now = texts(b.own().path("options"));
    for (String change : OptionChanges.between(before, now)) {
      String key = change.substring(0, change.indexOf(':'));
      if (OptionRank.slight(key)) {
        slight.add(change);
      } else {
        grave.add(change);
      }
    }
    for (String key : List.of("tokenizer_id", "label")) {
      List<String> found = new ArrayList<>();
      member(found, key, a.members().path(key), b.members().path(key));
      found.forEach(text -> slight.add(text.replace(" and ", " → ")));
    }
    versions(a, b, slight);
  }

  private static void versions(StoredResult a, StoredResult b, Set<String> slight) {
    Map<String, String> versionsA = texts(a.own().path("versions"));
    Map<String, String> versionsB = texts(b.own().path("versions"));
    Set<String> names = new LinkedHashSet<>(versionsA.keySet());
    names.addAll(versionsB.keySet());
    for (String name : names) {
      String one = versionsA.getOrDefault(name, "none");
      String other = versionsB.getOrDefault(name, "none");
      if (!one.equals(other)) {
        slight.add("version of " + name + ": " + one + " → " + other);
      }
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().toString()));
    return texts;
  }
}
