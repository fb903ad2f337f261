// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.plan.Case;
import llmbench.plan.Network;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;

/**
 * One case at run time, shared by its virtual users: its prompts, who takes the next, and its
 * stages (preparing, warming up, load, finishing). Slow work runs on the given executor; users poll
 * for it.
 */
final class CaseRun {
  private static final int STARTS_PER_MILLI = 5;

  private final Case benchmarkCase;
  private final BenchmarkRun run;
  private final Executor executor;
  private final NanoClock clock = NanoClock.SYSTEM;

  private final AtomicBoolean preparing = new AtomicBoolean();
  private final AtomicBoolean began = new AtomicBoolean();
  private final AtomicInteger usersAtWork;
  private final AtomicInteger starts = new AtomicInteger();
  private final PromptCursor warmups;
  private final PromptCursor cursor;
  private final @Nullable Addresses addresses;
  private final RefusalGuard refusals = new RefusalGuard();
  private volatile boolean prepared;
  private volatile boolean finished;
  private volatile List<Prompt> prompts = List.of();
  private volatile RequestSpread spread = RequestSpread.NONE;
  private volatile @Nullable CaseSink sink;

  CaseRun(Case benchmarkCase, BenchmarkRun run, Executor executor) {
    this.benchmarkCase = benchmarkCase;
    this.run = run;
    this.executor = executor;
    this.usersAtWork = new AtomicInteger(benchmarkCase.slots());
    this.warmups = new PromptCursor(run.plan().numWarmups());
    this.cursor = new PromptCursor(benchmarkCase.numPrompts());
    Network network = run.plan().target().network();
    this.addresses = network.several() ? new Addresses(network, benchmarkCase.slots()) : null;
  }

  /** Starts preparing, once for all users. */
  void prepare() {
    if (preparing.compareAndSet(false, true)) {
      executor.execute(this::makePrompts);
    }
  }

  private void makePrompts() {
    try {
      if (!run.needed(benchmarkCase)) {
        warmups.stop();
        cursor.stop();
        return;
      }
      prompts = run.prompts(benchmarkCase);
      cursor.limit(prompts.size());
      spread = run.spread(benchmarkCase, prompts.size());
      int[] urls = spread.urls();
      if (addresses != null && urls != null) {
        addresses.drawn(urls);
      }
      sink = run.open(benchmarkCase, WallClock.now(clock));
      SettledHeap.prepare(benchmarkCase.slots(), prompts.get(0).outputLen());
    } catch (RuntimeException e) {
      String message = e.getMessage();
      run.notRun(benchmarkCase, message == null ? e.toString() : message);
      warmups.stop();
      cursor.stop();
    } finally {
      prepared = true;
    }
  }

  boolean prepared() {
    return prepared;
  }

  int takeWarmup() {
    return warmups.take();
  }

  /** The load is about to begin: all users have prepared and warmed up. */
  void begin(List<EventLoop> loops) {
    CaseSink open = sink;
    if (open != null && began.compareAndSet(false, true)) {
      open.loadBegins(loops);
    }
  }

  /**
   * How long the next user waits before its first request. Users that all connect in one turn of an
   * event loop would count each other's connecting as theirs; so few start in a millisecond that
   * each has its connection before the next ones start.
   */
  Duration startDelay() {
    return Duration.ofMillis(starts.getAndIncrement() / STARTS_PER_MILLI);
  }

  int take() {
    return cursor.take();
  }

  /** A copy of the first request, as vLLM warms up; without a request id. */
  StreamRequest warmup(Session session) {
    Prompt first = prompts.get(0);
    byte[] body = run.backend().bodyOf(first, payload(0), 0);
    return new StreamRequest(
        0, "", first, clock.nanoTime(), body, run.plan().target().baseUrl(), RequestAbout.NONE);
  }

  /** The request at the index that the user took. */
  StreamRequest request(Session session) {
    int index = (Integer) session.attributes().apply(CaseScenario.INDEX);
    Prompt prompt = prompts.get(index);
    long intended = clock.nanoTime();
    String url = addresses == null ? "" : addresses.take(session, index);
    return new StreamRequest(
        index,
        run.plan().request().requestIdPrefix() + index,
        counted(prompt),
        intended,
        run.backend().bodyOf(prompt, payload(index), index),
        url,
        about(prompt, index, url));
  }

  /** What of a prompt is asked for once its body is made; the rest may be large. */
  private static Prompt counted(Prompt prompt) {
    String reference = prompt.parts().reference();
    return new Prompt(
        "",
        prompt.promptLen(),
        prompt.outputLen(),
        reference == null ? PromptParts.NONE : PromptParts.NONE.withReference(reference));
  }

  private Payload payload(int index) {
    List<String> models = spread.models();
    return models == null ? run.payload() : run.payload().withModel(models.get(index));
  }

  private RequestAbout about(Prompt prompt, int index, String url) {
    int sequences = run.backend().sequences(prompt);
    List<String> models = spread.models();
    String source = prompt.parts().source();
    double audio = run.backend().audioSeconds(prompt);
    return sequences == 1 && audio == 0 && models == null && url.isEmpty() && source == null
        ? RequestAbout.NONE
        : new RequestAbout(
            sequences,
            audio,
            models == null ? null : models.get(index),
            url.isEmpty() ? null : url,
            source,
            null);
  }

  /** A try has ended; on its event loop. */
  void ended(StreamEnd end) {
    CaseSink open = sink;
    if (open == null) {
      return;
    }
    open.ended(end);
    if (end.last() && addresses != null) {
      addresses.ended(end.request().baseUrl());
    }
    if (end.last() && refusals.refused(end)) {
      cursor.stop();
      open.refused(
          "stopped early: the first "
              + RefusalGuard.FIRST
              + " answers were all HTTP "
              + end.status()
              + ": "
              + end.error());
    }
  }

  /** A user's warm-up request has ended. */
  void warmedUp(StreamEnd end) {
    CaseSink open = sink;
    if (open != null && end.outcome() != Outcome.COMPLETED) {
      open.note("a warm-up request failed: " + StreamStats.message(end));
    }
  }

  /** A user has no more requests; the last one closes the case. */
  void userDone() {
    if (usersAtWork.decrementAndGet() == 0) {
      executor.execute(this::close);
    }
  }

  private void close() {
    try {
      CaseSink open = sink;
      if (open != null) {
        open.close();
      }
    } finally {
      prompts = List.of();
      finished = true;
    }
  }

  boolean finished() {
    return finished;
  }
}
