// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import llmbench.gatling.RunStop;
import llmbench.recording.NanoClock;
import llmbench.server.Reply;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;

/**
 * vLLM's {@code --profile} ({@code vllm/benchmarks/serve.py}): POST {@code /start_profile} before a
 * case's load and {@code /stop_profile} after it, with vLLM's messages. Where vLLM is silent about
 * a profiler that did not obey, this says so and goes on. When the run is stopped, it has {@code
 * drain_timeout} left.
 */
final class ServerProfiler {
  /** Writing a long profile takes long. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private static final int POLL_MILLIS = 50;

  private final ServerConnection server;
  private final RunStop stop;
  private final Duration drain;
  private final PrintStream out;

  /**
   * @param drain how long an answer may take once the run is stopped
   */
  ServerProfiler(ServerConnection server, RunStop stop, Duration drain, PrintStream out) {
    this.server = server;
    this.stop = stop;
    this.drain = drain;
    this.out = out;
  }

  void start() {
    out.println("Starting profiler...");
    command("/start_profile", "Profiler started");
  }

  void stop() {
    out.println("Stopping profiler...");
    command("/stop_profile", "Profiler stopped");
  }

  private void command(String path, String done) {
    try {
      Reply reply = await(path, server.commandAsync(path, TIMEOUT));
      out.println(
          reply.ok()
              ? done
              : "WARNING: "
                  + path
                  + " answered HTTP "
                  + reply.status()
                  + "; start the server with --profiler-config to have it");
    } catch (ServerException e) {
      out.println("WARNING: " + path + ": " + e.getMessage());
    }
    out.flush();
  }

  private Reply await(String path, CompletableFuture<Reply> reply) {
    NanoClock clock = NanoClock.SYSTEM;
    long stoppedAt = Long.MIN_VALUE;
    while (true) {
      try {
        return reply.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!stop.asked()) {
          continue;
        }
        stoppedAt = stoppedAt == Long.MIN_VALUE ? clock.nanoTime() : stoppedAt;
        if (clock.nanoTime() - stoppedAt >= drain.toNanos()) {
          reply.cancel(true);
          throw new ServerException("no answer within drain_timeout; the run was stopped");
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof ServerException told
            ? told
            : new ServerException(path + ": " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerException("interrupted while waiting for " + path);
      }
    }
  }
}
