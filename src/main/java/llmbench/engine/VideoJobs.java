// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Jobs of {@code /v1/videos}: each is pending until its whole answer exists. Thread-safe. */
final class VideoJobs {
  private final Map<String, String> statuses = new ConcurrentHashMap<>();

  /** A job begins. */
  void begin(String id) {
    statuses.put(id, "in_progress");
  }

  void end(String id, String status) {
    statuses.put(id, status);
  }

  /** The job as JSON; null if there is none of that id. */
  byte @Nullable [] json(String id) {
    String status = statuses.get(id);
    return status == null ? null : json(id, status);
  }

  static byte[] json(String id, String status) {
    return ("{\"id\":"
            + PlainFormat.quoted(id)
            + ",\"object\":\"video\",\"status\":\""
            + status
            + "\""
            + (status.equals("failed")
                ? ",\"error\":{\"code\":\"server_error\",\"message\":\"Internal server error\"}"
                : "")
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
