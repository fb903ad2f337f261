// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.time.Duration;
import llmbench.server.Reply;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;

/**
 * vLLM's {@code --profile} ({@code vllm/benchmarks/serve.py}): POST {@code /start_profile} before a
 * case's load and {@code /stop_profile} after it, with vLLM's messages. Where vLLM is silent about
 * a profiler that did not obey, this says so and goes on.
 */
final class ServerProfiler {
  /** Writing a long profile takes long. */
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final ServerConnection server;
  private final PrintStream out;

  ServerProfiler(ServerConnection server, PrintStream out) {
    this.server = server;
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
      Reply reply = server.command(path, TIMEOUT);
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
}
