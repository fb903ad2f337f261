// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import llmbench.backend.Answer;
import llmbench.backend.Backend;
import llmbench.backend.ErrorBody;
import llmbench.plan.Api;
import llmbench.plan.Plan;
import llmbench.recording.NanoClock;
import llmbench.server.RawReply;
import llmbench.server.ServedModels;
import llmbench.server.ServerConnection;
import llmbench.server.ServerException;

/**
 * vLLM's ready check ({@code vllm/benchmarks/lib/ready_checker.py}): the first prompt is sent every
 * 5 s until it is answered or {@code ready_check_timeout_sec} has passed. Before the clock, never
 * in records or figures; with 0 seconds nothing is sent.
 */
final class ReadyCheck {
  private static final long PAUSE_NANOS = 5_000_000_000L;
  private static final int OK = 200;

  private final Duration timeout;
  private final PrintStream out;
  private final NanoClock clock;

  ReadyCheck(Plan plan, PrintStream out, NanoClock clock) {
    this.timeout = plan.readyCheckTimeout();
    this.out = out;
    this.clock = clock;
  }

  /** Asks for the models, again and again while the server is not up yet. */
  ServedModels models(ServerConnection server) {
    return repeat(() -> ServedModels.ask(server));
  }

  /** Sends a request until it is answered. */
  void answered(ServerConnection server, String endpoint, Backend backend, byte[] body) {
    if (timeout.isZero()) {
      return;
    }
    out.println("Waiting for endpoint to become up in " + timeout.toSeconds() + " seconds");
    repeat(
        () ->
            checked(
                server.generate(endpoint, backend.contentType(), backend.headers(), body),
                backend));
    out.println("Initial test run completed.");
  }

  private static Answer checked(RawReply reply, Backend backend) {
    if (reply.status() != OK) {
      throw new ServerException(
          "HTTP " + reply.status() + ": " + ErrorBody.message(reply.body(), reply.body().length));
    }
    Answer answer = backend.read(reply.body(), reply.body().length);
    if (answer.error() != null) {
      throw new ServerException(answer.error());
    }
    boolean text = backend.api().task() == Api.Task.TEXT;
    if (text && answer.text().isEmpty()) {
      throw new ServerException("an answer without output");
    }
    return answer;
  }

  private <T> T repeat(Supplier<T> call) {
    long end = clock.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (ServerException e) {
        long left = end - clock.nanoTime();
        if (left <= 0) {
          throw timeout.isZero()
              ? e
              : new ServerException(
                  "not ready within ready_check_timeout_sec ("
                      + timeout.toSeconds()
                      + " s); last: "
                      + e.getMessage());
        }
        LockSupport.parkNanos(this, Math.min(PAUSE_NANOS, left));
      }
    }
  }
}
