// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Empties all caches of a vLLM server between runs of a sweep, as {@code vllm bench sweep} does
 * ({@code sweep/server.py}, {@code reset_caches}). The server has these routes with {@code
 * VLLM_SERVER_DEV_MODE=1} only.
 */
public final class CacheReset {
  /** Of prefixes, of pictures and sounds, of their encoder's output. */
  public static final List<String> ROUTES =
      List.of("/reset_prefix_cache", "/reset_mm_cache", "/reset_encoder_cache");

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private CacheReset() {}

  /**
   * POSTs to each route.
   *
   * @return why a cache was not emptied, ready for the user; empty if all were
   */
  public static List<String> all(ServerConnection server) {
    List<String> problems = new ArrayList<>();
    for (String route : ROUTES) {
      try {
        Reply reply = server.command(route, TIMEOUT);
        if (!reply.ok()) {
          problems.add(
              route
                  + ": expected HTTP 200, found "
                  + reply.status()
                  + "; vLLM has the route with VLLM_SERVER_DEV_MODE=1, for other servers set"
                  + " after_bench_cmd");
        } else if (reply.body().path("success").isBoolean()
            && !reply.body().path("success").booleanValue()) {
          problems.add(route + ": the server did not: blocks of its cache are still in use");
        }
      } catch (ServerException e) {
        problems.add(route + ": " + e.getMessage());
      }
    }
    return problems;
  }
}
