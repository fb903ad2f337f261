// SPDX-License-Identifier: Apache-2.0
package llmbench.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer's JSON stands in the body. */
public enum Framing {
  /** Server-sent events. */
  EVENT_STREAM("text/event-stream"),

  /** One JSON object a line, as it comes. */
  JSON_LINES(
      "application/x-ndjson", "application/jsonl", "application/json-lines", "application/json"),

  /** One JSON object, all at once. */
  WHOLE;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> contentTypes;

  Framing(String... contentTypes) {
    this.contentTypes = List.of(contentTypes);
  }

  /** Whether chunks of it have times of their own. */
  public boolean streamed() {
    return this != WHOLE;
  }

  /** Whether a body of that type is so framed; a whole body may have any. */
  public boolean accepts(@Nullable String contentType) {
    return contentTypes.isEmpty()
        || (contentType != null && contentTypes.stream().anyMatch(contentType::startsWith));
  }

  /** What a body of this framing is called in messages. */
  public String contentType() {
    return contentTypes.isEmpty() ? "application/json" : contentTypes.get(0);
  }

  /** Finds the frames of one body. */
  public Framer framer() {
    return switch (this) {
      case EVENT_STREAM -> new SseFramer();
      case JSON_LINES -> new LineFramer();
      case WHOLE -> new WholeFramer();
    };
  }
}
