// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import llmbench.recording.NanoClock;
import llmbench.server.RawReply;

/** Reads all endpoints at once. */
final class Scraper {
  private final List<Endpoint> endpoints;
  private final NanoClock clock;

  Scraper(List<Endpoint> endpoints, NanoClock clock) {
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /**
   * What came of a scrape.
   *
   * @param sentNanos before the first endpoint was asked
   * @param tookNanos until the last had answered
   * @param readings of the endpoints that have metrics
   * @param problems one for each other endpoint
   */
  record Scrape(long sentNanos, long tookNanos, List<Reading> readings, List<String> problems) {}

  /** Endpoints that are not known to have no metrics. */
  List<Endpoint> asked() {
    return endpoints.stream().filter(endpoint -> !endpoint.absent()).toList();
  }

  /** All endpoints. */
  List<Endpoint> all() {
    return endpoints;
  }

  Scrape scrape() {
    long sent = clock.nanoTime();
    List<Endpoint> asked = asked();
    List<Future<RawReply>> replies = new ArrayList<>();
    asked.forEach(endpoint -> replies.add(endpoint.ask()));
    List<Reading> readings = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Reading reading = asked.get(i).answer(replies.get(i));
      if (reading == null) {
        problems.add(asked.get(i).problem());
      } else {
        readings.add(reading);
      }
    }
    return new Scrape(sent, clock.nanoTime() - sent, readings, problems);
  }
}
