// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import llmbench.dataset.JsonPlace;
import org.jspecify.annotations.Nullable;

/**
 * A span of OpenTelemetry.
 *
 * @param place where it stands, for messages
 * @param traceId the trace it belongs to
 * @param spanId unique in its trace
 * @param parentSpanId the span around it; empty for none
 * @param startNanos since 1970
 * @param endNanos since 1970, not before the start
 * @param attributes values as plain JSON, by their names
 */
record Span(
    JsonPlace place,
    String traceId,
    String spanId,
    String parentSpanId,
    long startNanos,
    long endNanos,
    Map<String, JsonNode> attributes) {

  /** What a span stands for. */
  enum Kind {
    /** A call of a model that gives text. */
    CALL,
    /** A tool that ran. */
    TOOL,
    /** What holds others together: an agent, a workflow, a request. */
    OTHER
  }

  /**
   * By {@code gen_ai.operation.name} (OpenTelemetry, Semantic conventions for generative AI); where
   * it has none, a span with a request's model and a count of tokens is a call.
   */
  Kind kind() {
    String operation = text("gen_ai.operation.name");
    if (operation == null) {
      boolean call = text("gen_ai.request.model") != null && outputTokens() != null;
      return call ? Kind.CALL : Kind.OTHER;
    }
    return switch (operation.toLowerCase(Locale.ROOT)) {
      case "chat", "text_completion", "generate_content" -> Kind.CALL;
      case "execute_tool" -> Kind.TOOL;
      default -> Kind.OTHER;
    };
  }

  @Nullable String text(String name) {
    JsonNode value = attributes.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  @Nullable Integer inputTokens() {
    return tokens("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
  }

  @Nullable Integer outputTokens() {
    return tokens("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
  }

  private @Nullable Integer tokens(String name, String olderName) {
    JsonNode value = attributes.getOrDefault(name, attributes.get(olderName));
    int count = value == null ? 0 : value.asInt(0);
    return count < 1 ? null : (Integer) count;
  }
}
