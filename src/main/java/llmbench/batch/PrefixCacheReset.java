// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Consumer;
import llmbench.server.Reply;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;

/**
 * Empties the server's prefix cache: POST {@code /reset_prefix_cache}, which vLLM has in its
 * development mode ({@code vllm/entrypoints/serve/dev/cache/api_router.py}). A server without it is
 * asked once in a batch.
 */
final class PrefixCacheReset {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int SERVER_ERROR = 500;

  private final ServerConnection server;
  private final Consumer<String> say;
  private boolean absent;

  /**
   * @param say takes why the cache stays as it is
   */
  PrefixCacheReset(ServerConnection server, Consumer<String> say) {
    this.server = server;
    this.say = say;
  }

  /** Whether the cache is empty now. */
  boolean reset() {
    if (absent) {
      return false;
    }
    try {
      Reply reply = server.command("/reset_prefix_cache", TIMEOUT);
      if (!reply.ok()) {
        absent = reply.status() < SERVER_ERROR;
        say.accept(
            "reset_prefix_cache: the server has no usable /reset_prefix_cache (HTTP "
                + reply.status()
                + "), so its cache stays as it is; vLLM has it with VLLM_SERVER_DEV_MODE=1");
        return false;
      }
      JsonNode success = reply.body().path("success");
      if (success.isBoolean() && !success.booleanValue()) {
        say.accept("reset_prefix_cache: the server did not: blocks of its cache are still in use");
        return false;
      }
      return true;
    } catch (ServerException e) {
      say.accept("reset_prefix_cache: " + e.getMessage());
      return false;
    }
  }
}
