// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import io.netty.channel.EventLoop;
import llmbench.engine.Fault.Interruption;
import llmbench.recording.NanoClock;

/**
 * An answer that is a job: its first answer comes at once, and when all of it exists the job is
 * completed. An interruption of a script makes it fail.
 */
final class JobBody implements AnswerSink {
  private final HttpExchange exchange;
  private final VideoJobs jobs;
  private final String id;
  private final ResponsePlan plan;
  private final NanoClock clock;
  private final AnswerEnd whenEnded;
  private boolean ended;
  private int written;
  private long firstNanos;

  JobBody(
      HttpExchange exchange,
      VideoJobs jobs,
      String id,
      ResponsePlan plan,
      NanoClock clock,
      AnswerEnd whenEnded) {
    this.exchange = exchange;
    this.jobs = jobs;
    this.id = id;
    this.plan = plan;
    this.clock = clock;
    this.whenEnded = whenEnded;
  }

  @Override
  public EventLoop eventLoop() {
    return exchange.eventLoop();
  }

  @Override
  public void begin() {
    jobs.begin(id);
    exchange.respond(200, HttpExchange.JSON, VideoJobs.json(id, "queued"));
  }

  @Override
  public void emit(int tokens) {
    if (ended || tokens < plan.answer().length()) {
      return;
    }
    ended = true;
    firstNanos = clock.nanoTime();
    written = plan.answer().length();
    Interruption broken = plan.interruption();
    jobs.end(id, broken == null ? "completed" : "failed");
    whenEnded.ended(broken == null);
  }

  @Override
  public int written() {
    return written;
  }

  @Override
  public long firstNanos() {
    return firstNanos;
  }
}
