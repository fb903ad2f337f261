// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A result as a tracking server takes it.
 *
 * @param name the case's, or the file's where no case is named
 * @param fingerprint the same for the same result, and for no other one
 * @param startMillis since the epoch
 * @param endMillis since the epoch
 * @param partial whether it was ended before its time
 * @param params what was asked for
 * @param metrics figures; none is infinite or not a number
 * @param tags what is to be known of the figures
 * @param artifacts files that exist
 */
public record TrackedRun(
    String name,
    String fingerprint,
    long startMillis,
    long endMillis,
    boolean partial,
    Map<String, String> params,
    Map<String, Double> metrics,
    Map<String, String> tags,
    List<Path> artifacts) {
  /** Sections of {@code llmbench} whose numbers are figures too, as {@code steady/p99_ttft_ms}. */
  private static final List<String> SECTIONS =
      List.of("steady", "all_requests", "from_intended", "peaks", "phases", "counts");

  /** Numbers of a result that were asked for, not measured. */
  private static final Set<String> ASKED = Set.of("num_prompts", "burstiness", "max_concurrency");

  /** Neither asked for nor measured. */
  private static final Set<String> LEFT_OUT = Set.of("date", "llmbench");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private static final double MILLIS_PER_SECOND = 1_000;

  /** Copies all. */
  public TrackedRun {
    params = Map.copyOf(params);
    metrics = Map.copyOf(metrics);
    tags = Map.copyOf(tags);
    artifacts = List.copyOf(artifacts);
  }

  /**
   * A result's run.
   *
   * @param page the batch's page; may not exist
   */
  static TrackedRun of(ResultDocument result, Path page) {
    ObjectNode members = result.members();
    JsonNode own = members.path("llmbench");
    String file = String.valueOf(result.file().getFileName());
    String name = own.at("/case/name").asText(file);
    Map<String, String> params = new TreeMap<>();
    own.path("options").properties().forEach(each -> param(params, each));
    own.path("case").properties().forEach(each -> param(params, each));
    params.remove("name");
    Map<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      JsonNode value = member.getValue();
      if (LEFT_OUT.contains(member.getKey()) || value.isContainerNode() || value.isNull()) {
        continue;
      }
      if (value.isNumber() && !ASKED.contains(member.getKey())) {
        metric(metrics, member.getKey(), value);
      } else {
        param(params, member);
      }
    }
    for (String section : SECTIONS) {
      own.path(section)
          .properties()
          .forEach(each -> metric(metrics, section + "/" + each.getKey(), each.getValue()));
    }
    long end = endMillis(members, result.file());
    long start = end - Math.round(members.path("duration").asDouble() * MILLIS_PER_SECOND);
    List<Path> artifacts = new ArrayList<>(List.of(result.file()));
    if (Files.isRegularFile(page)) {
      artifacts.add(page);
    }
    boolean partial = own.path("partial").asBoolean();
    return new TrackedRun(
        name,
        fingerprint(members),
        start,
        end,
        partial,
        params,
        metrics,
        tags(members, name, file),
        artifacts);
  }

  private static Map<String, String> tags(ObjectNode members, String name, String file) {
    JsonNode own = members.path("llmbench");
    Map<String, String> tags = new TreeMap<>();
    tags.put("case", name);
    tags.put("file", file);
    tags.put("model", members.path("model_id").asText(""));
    tags.put("backend", members.path("backend").asText(""));
    tags.put("simulated", String.valueOf(own.path("simulated").asBoolean()));
    tags.put("partial", String.valueOf(own.path("partial").asBoolean()));
    tags.put("suspect", String.valueOf(!own.path("suspect").isEmpty()));
    tags.put("failed_requests", members.path("failed").asText("0"));
    tags.put("llmbench_version", own.at("/versions/llmbench").asText(""));
    StringJoiner note = new StringJoiner("\n\n");
    own.path("notes").forEach(each -> note.add(each.asText()));
    own.path("suspect").forEach(each -> note.add("Suspect: " + each.asText()));
    tags.put("note", note.toString());
    tags.values().removeIf(String::isEmpty);
    return tags;
  }

  private static void param(Map<String, String> params, Map.Entry<String, JsonNode> member) {
    JsonNode value = member.getValue();
    params.put(member.getKey(), value.isTextual() ? value.textValue() : value.toString());
  }

  private static void metric(Map<String, Double> metrics, String name, JsonNode value) {
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      metrics.put(name, value.doubleValue());
    }
  }

  /** The result's date, which is that of its end; the file's where it has none. */
  private static long endMillis(ObjectNode members, Path file) {
    try {
      return LocalDateTime.parse(members.path("date").asText(), DATE)
          .atZone(ZoneId.systemDefault())
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeParseException e) {
      return file.toFile().lastModified();
    }
  }

  private static String fingerprint(ObjectNode members) {
    try {
      byte[] bytes = members.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
