// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import llmbench.plan.Api;
import llmbench.plan.TemplateSpec;
import llmbench.plan.TemplateSpec.Format;
import org.jspecify.annotations.Nullable;

/** The description of an API for the backend {@code template}. */
final class TemplateReader {
  private static final List<String> MEMBERS =
      List.of(
          "body",
          "format",
          "text",
          "reasoning",
          "finish",
          "error",
          "prompt_tokens",
          "completion_tokens",
          "cumulative");

  private final Values values;

  TemplateReader(Values values) {
    this.values = values;
  }

  /** What it says; null for another API. */
  @Nullable TemplateSpec read(Api api) {
    Map<String, Object> given = values.find(TargetKeys.TEMPLATE);
    if (api != Api.TEMPLATE) {
      if (given != null && values.sound(TargetKeys.BACKEND)) {
        values.mistake(
            TargetKeys.TEMPLATE, "it with backend: template", "it with backend " + api.key());
      }
      return null;
    }
    if (given == null) {
      if (values.sound(TargetKeys.TEMPLATE)) {
        values.mistake(TargetKeys.TEMPLATE, "a description of the API, with body and text", "none");
      }
      return null;
    }
    TreeSet<String> unknown = new TreeSet<>(given.keySet());
    MEMBERS.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      values.mistake(
          TargetKeys.TEMPLATE,
          "no members but " + String.join(", ", MEMBERS),
          String.join(", ", unknown));
    }
    if (values.find(TargetKeys.ENDPOINT) == null) {
      values.mistake(TargetKeys.ENDPOINT, "the API's route with backend: template", "none");
    }
    List<String> text = paths(given, "text");
    if (text.isEmpty()) {
      values.mistake(
          TargetKeys.TEMPLATE,
          "text: a path to the output, such as choices.0.text",
          "no such path");
    }
    return new TemplateSpec(
        body(given),
        format(given),
        text,
        paths(given, "reasoning"),
        path(given, "finish"),
        path(given, "error"),
        path(given, "prompt_tokens"),
        path(given, "completion_tokens"),
        Boolean.TRUE.equals(given.get("cumulative")));
  }

  @SuppressWarnings("unchecked") // names of a JSON object are texts
  private Map<String, Object> body(Map<String, Object> given) {
    if (given.get("body") instanceof Map<?, ?> body && !body.isEmpty()) {
      return (Map<String, Object>) body;
    }
    values.mistake(
        TargetKeys.TEMPLATE,
        "body: the request's JSON, such as {prompt: \"${prompt}\"}",
        "no such object");
    return Map.of();
  }

  private Format format(Map<String, Object> given) {
    Object format = given.getOrDefault("format", "sse");
    if ("ndjson".equals(format)) {
      return Format.NDJSON;
    }
    if (!"sse".equals(format)) {
      values.mistake(
          TargetKeys.TEMPLATE,
          "format: sse or ndjson",
          "format: " + Found.quote(String.valueOf(format)));
    }
    return Format.SSE;
  }

  private List<String> paths(Map<String, Object> given, String member) {
    Object value = given.get(member);
    if (value instanceof List<?> list) {
      List<String> paths = new ArrayList<>();
      for (Object each : list) {
        String path = path(each, member);
        if (path != null) {
          paths.add(path);
        }
      }
      return List.copyOf(paths);
    }
    String path = path(value, member);
    return path == null ? List.of() : List.of(path);
  }

  private @Nullable String path(Map<String, Object> given, String member) {
    return path(given.get(member), member);
  }

  private @Nullable String path(@Nullable Object value, String member) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    values.mistake(
        TargetKeys.TEMPLATE,
        member + ": a path such as choices.0.text",
        member + ": " + Found.quote(String.valueOf(value)));
    return null;
  }
}
