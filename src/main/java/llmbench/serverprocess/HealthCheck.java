// SPDX-License-Identifier: Apache-2.0
package llmbench.serverprocess;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import llmbench.server.ServerConnection;

/** Whether a server is ready for requests. */
@FunctionalInterface
public interface HealthCheck {
  /**
   * Asks it once.
   *
   * @param timeout most time for the answer
   */
  boolean healthy(Duration timeout);

  /**
   * GET {@code /health}, which is answered with 200 (vLLM: {@code sweep/server.py}, {@code
   * is_server_ready}).
   *
   * @param baseUrl the server's address without a route
   */
  static HealthCheck of(ServerConnection server, String baseUrl) {
    URI health = URI.create(baseUrl + "/health");
    return timeout -> {
      try {
        return server.fetch(health, timeout).join().status() == 200;
      } catch (CompletionException e) {
        return false;
      }
    };
  }
}
