// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What came in, for those who want to know that a client sent just what it should. Thread-safe. */
final class ReceivedRequests {
  private static final long MOST_BYTES = 16L << 20;

  private final Deque<byte[]> bodies = new ArrayDeque<>();
  private long bytes;
  private int generations;
  private int inFlight;
  private int maxInFlight;
  private int connections;

  synchronized void connected() {
    connections++;
  }

  /** Notes a request for an answer; returns its number, from 1. */
  synchronized int begin(byte[] body) {
    bodies.add(body);
    bytes += body.length;
    while (bytes > MOST_BYTES) {
      bytes -= bodies.remove().length;
    }
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    return ++generations;
  }

  synchronized void end() {
    inFlight--;
  }

  synchronized int generations() {
    return generations;
  }

  synchronized int inFlight() {
    return inFlight;
  }

  synchronized int maxInFlight() {
    return maxInFlight;
  }

  synchronized int connections() {
    return connections;
  }

  synchronized List<String> bodies() {
    List<String> texts = new ArrayList<>(bodies.size());
    bodies.forEach(body -> texts.add(new String(body, StandardCharsets.UTF_8)));
    return texts;
  }
}
