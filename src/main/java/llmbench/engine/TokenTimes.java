// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exact mode's truth: when each token was really handed to the socket. Times are {@link
 * llmbench.recording.NanoClock#SYSTEM}'s. On Linux that is CLOCK_MONOTONIC, which all processes of
 * a machine share, so they can be compared with those of a client in another process there.
 *
 * <p>At most {@value #MOST_TIMES} times are kept; the oldest requests are forgotten first.
 * Thread-safe.
 */
final class TokenTimes {
  private static final int MOST_TIMES = 4_000_000;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long kept;

  TokenTimes() {}

  /**
   * One request.
   *
   * @param requestId its {@code x-request-id}; one of the engine's own making if it had none
   * @param readNanos when the request had been read
   * @param writtenNanos when each token's chunk was handed to the socket, just before the write;
   *     shorter than the answer if it was not sent whole
   */
  record Entry(String requestId, long readNanos, long[] writtenNanos) {
    /** One line of {@code GET /exact/times}. */
    String toJson() {
      StringBuilder json = new StringBuilder(32 + 20 * writtenNanos.length);
      String id = new String(JsonBytes.escape(requestId), StandardCharsets.UTF_8);
      json.append("{\"request_id\":\"").append(id).append("\",\"read\":").append(readNanos);
      json.append(",\"written\":[");
      for (int i = 0; i < writtenNanos.length; i++) {
        json.append(i > 0 ? "," : "").append(writtenNanos[i]);
      }
      return json.append("]}").toString();
    }
  }

  synchronized void add(Entry entry) {
    Entry old = entries.remove(entry.requestId());
    kept += entry.writtenNanos().length - (old == null ? 0 : old.writtenNanos().length);
    entries.put(entry.requestId(), entry);
    while (kept > MOST_TIMES && entries.size() > 1) {
      Entry oldest = entries.values().iterator().next();
      entries.remove(oldest.requestId());
      kept -= oldest.writtenNanos().length;
    }
  }

  /** A request's times; empty if it is unknown or its answer is not over. */
  synchronized Optional<Entry> of(String requestId) {
    return Optional.ofNullable(entries.get(requestId));
  }

  /** All requests kept, in the order in which their answers ended. */
  synchronized List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  /** Forgets all. */
  synchronized void clear() {
    entries.clear();
    kept = 0;
  }
}
