// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.Curve;
import llmbench.plan.DatasetOptions;
import llmbench.plan.LoadSpec;
import llmbench.plan.Plan;
import llmbench.plan.ThinkTime;
import llmbench.recording.NanoClock;
import llmbench.recording.Outcome;
import llmbench.traffic.Arrivals;
import llmbench.traffic.ConcurrencyLevels;
import llmbench.traffic.Saturation;
import llmbench.traffic.ThinkTimes;
import org.jspecify.annotations.Nullable;

/**
 * One case at run time, whatever shape its load has: its prompts, the requests made of them, and
 * where their ends go. Preparing and closing are slow and run on the given executor.
 */
final class CaseRun {
  private final BenchmarkRun run;
  private final RunStop stop;
  private final CasesAtOnce casesAtOnce;
  private final Executor executor;
  private final NanoClock clock = NanoClock.SYSTEM;

  private final AtomicBoolean preparing = new AtomicBoolean();
  private final AtomicBoolean began = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final RefusalGuard refusals = new RefusalGuard();
  private volatile Case benchmarkCase;
  private final FailureWatch failures;
  private final RunLimits limits;
  private volatile BesideLoad beside;
  private volatile CaseRequests requests;
  private volatile Arrivals arrivals = Arrivals.of();
  private volatile @Nullable CaseSessions sessions;
  private final LongAdder inFlight = new LongAdder();
  private volatile @Nullable CaseSink sink;
  private volatile Runnable stopping = () -> {};
  private volatile Consumer<StopCause> endingEarly = cause -> {};

  /**
   * @param casesAtOnce those of the same run
   * @param limits the run's
   */
  CaseRun(
      Case benchmarkCase,
      BenchmarkRun run,
      CasesAtOnce casesAtOnce,
      RunLimits limits,
      Executor executor) {
    this.limits = limits;
    this.failures = new FailureWatch(run.plan().load().shape().stops());
    this.casesAtOnce = casesAtOnce;
    this.benchmarkCase = benchmarkCase;
    this.run = run;
    this.stop = run.stop();
    this.executor = executor;
    this.requests = new CaseRequests(benchmarkCase, run, List.of(), clock);
    this.beside = new BesideLoad(benchmarkCase, run, requests);
  }

  /**
   * What ends the load early: no further request is then begun.
   *
   * @param told does not wait
   */
  void whenStopped(Runnable told) {
    stopping = told;
  }

  /**
   * What ends the case early, for a cause that its result tells.
   *
   * @param told on any thread, perhaps more than once; does not wait
   */
  void whenEndedEarly(Consumer<StopCause> told) {
    endingEarly = told;
    limits.tell(told);
  }

  /** Starts preparing, once; a second call does nothing. */
  void prepare(Runnable whenPrepared) {
    if (preparing.compareAndSet(false, true)) {
      casesAtOnce.begins();
      limits.begins();
      executor.execute(() -> prepareNow(whenPrepared));
    }
  }

  private void prepareNow(Runnable whenPrepared) {
    try {
      if (stop.asked() || skipped() || !run.needed(benchmarkCase)) {
        return;
      }
      benchmarkCase = run.actual(benchmarkCase);
      List<Prompt> made = run.prompts(benchmarkCase);
      if (stop.asked() || skipped()) {
        return;
      }
      CaseRequests ready = new CaseRequests(benchmarkCase, run, made, clock);
      if (run.plan().open(benchmarkCase)) {
        arrivals = run.arrivals(benchmarkCase, made);
      }
      beside = new BesideLoad(benchmarkCase, run, ready);
      beside.prepare();
      SessionLoad load = run.sessions(benchmarkCase);
      CaseSink opened = run.open(benchmarkCase, WallClock.now(clock));
      sink = opened;
      opened.counts(() -> (int) Math.max(0, inFlight.sum()));
      beside.tell(opened);
      if (run.plan().client().parallelCases() == 1) { // a collection would be felt by the others
        SettledHeap.prepare(
            Math.min(benchmarkCase.slots(), CaseRequests.MOST_USERS), made.get(0).outputLen());
      }
      if (load != null) {
        CaseSessions leader = sessions(load, made, ready, opened);
        ready.ledBy(leader);
        sessions = leader;
      }
      requests = ready;
    } catch (RuntimeException e) {
      String message = e.getMessage();
      run.notRun(benchmarkCase, message == null ? e.toString() : message);
    } finally {
      whenPrepared.run();
    }
  }

  /** What is sent beside the load. */
  BesideLoad beside() {
    return beside;
  }

  /** Whether a limit of the run keeps the case from being run; the run is told. */
  private boolean skipped() {
    StopCause cause = limits.reached();
    if (cause != null) {
      run.skipped(benchmarkCase, cause.text());
    }
    return cause != null;
  }

  /** The run's limits. */
  RunLimits limits() {
    return limits;
  }

  /** Whether the load falls ever further behind; null if nobody asks. */
  @Nullable SaturationWatch saturation(Lane lane, long startNanos) {
    LoadSpec load = load();
    return load.shape().stops().saturation()
        ? new SaturationWatch(
            lane,
            new Saturation(load.arrivals().burstiness()),
            startNanos,
            clock,
            cause -> endingEarly.accept(cause))
        : null;
  }

  private CaseSessions sessions(
      SessionLoad load, List<Prompt> made, CaseRequests of, CaseSink opened) {
    return new CaseSessions(
        load,
        run.plan(),
        run.backend(),
        made,
        (prompt, index) -> run.backend().bodyOf(prompt, of.payload(prompt, index), index),
        run.plan().seedOf(benchmarkCase),
        opened.listens(),
        this::note,
        this::hopeless,
        clock,
        run.secrets());
  }

  private void note(String text) {
    CaseSink open = sink;
    if (open != null) {
      open.note(text);
    }
  }

  private void hopeless(String text) {
    CaseSink open = sink;
    if (open != null) {
      open.refused(text);
    }
  }

  Case benchmarkCase() {
    return benchmarkCase;
  }

  /** Requests that there are to send; 0 before preparing and where the case is not run. */
  int due() {
    Arrivals timed = arrivals;
    return timed.size() == 0 ? requests.size() : timed.size();
  }

  /** The requests; none before preparing and where the case is not run. */
  CaseRequests requests() {
    return requests;
  }

  /** One of the requests, about to be sent; as {@link CaseRequests#request}. */
  StreamRequest request(
      int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
    StreamRequest made = requests.request(index, user, intendedNanos, releasedNanos, body);
    inFlight.increment();
    return made;
  }

  /** Copies of the first request that are sent before the load; 0 where the case is not run. */
  int warmups() {
    return requests.size() == 0 ? 0 : run.plan().numWarmups();
  }

  /** Most requests in flight at once; {@link Gate#OPEN} for no limit. */
  int cap() {
    Integer most = benchmarkCase.maxConcurrency();
    return most == null ? Gate.OPEN : most;
  }

  /** What holds requests back that are due. */
  Gates gates() {
    Integer prefill = load().shape().prefillConcurrency();
    return new Gates(cap(), prefill == null ? Gate.OPEN : prefill);
  }

  /** What sends requests before the load; null for nothing. */
  @Nullable Feed warmupFeed() {
    CaseSessions of = sessions;
    if (of != null) {
      return of.warmUp();
    }
    return warmups() == 0 ? null : new OpenFeed(Arrivals.of(new double[warmups()]), clock);
  }

  /** Whether each user keeps a connection, as those of vLLM's multi-turn benchmark do. */
  boolean ownConnections() {
    return run.plan().dataset().options() instanceof DatasetOptions.MultiTurn;
  }

  /** When the load's requests are due. */
  Feed feed() {
    Plan plan = run.plan();
    CaseSessions of = sessions;
    if (of != null) {
      SessionFeed feed = of.measured();
      CaseSink open = sink;
      if (open != null) {
        open.tells(feed);
      }
      return feed;
    }
    if (plan.open(benchmarkCase)) {
      return new OpenFeed(arrivals, clock);
    }
    LoadSpec load = plan.load();
    Curve levels = load.users().concurrency();
    ThinkTime think = load.users().thinkTime();
    return new ClosedFeed(
        load.duration() == null ? requests.size() : Integer.MAX_VALUE,
        benchmarkCase.users(),
        levels == null ? null : new ConcurrencyLevels(levels),
        think == null ? null : new ThinkTimes(think, plan.seedOf(benchmarkCase)),
        load.duration(),
        clock);
  }

  /** For how long requests come, and what those in flight may take then. */
  LoadSpec load() {
    return run.plan().load();
  }

  /**
   * The phase before the load has ended.
   *
   * @param then run when that is known, on another thread
   */
  void warmUpEnded(Runnable then) {
    executor.execute(
        () -> {
          try {
            CaseSink open = sink;
            if (open != null) {
              open.warmUpEnded();
            }
          } finally {
            then.run();
          }
        });
  }

  /** The load is about to begin at that time: all is prepared and warmed up. */
  void begin(List<EventLoop> loops, long beginNanos) {
    CaseSink open = sink;
    if (open != null && began.compareAndSet(false, true)) {
      open.loadBegins(loops, beginNanos);
    }
  }

  /** A try has ended; on its event loop. */
  void ended(StreamEnd end) {
    if (end.last()) {
      inFlight.decrement();
    }
    CaseSink open = sink;
    if (open == null) {
      return;
    }
    sessionEnded(end);
    open.ended(end);
    limits.count(end);
    Addresses several = requests.to();
    if (end.last() && several != null) {
      several.ended(end.request().baseUrl());
    }
    StopCause cause = end.last() ? failures.ended(end.outcome()) : null;
    if (cause != null) {
      endingEarly.accept(cause);
    }
    if (end.last() && refusals.refused(end)) {
      stopping.run();
      open.refused(
          "stopped early: the first "
              + RefusalGuard.FIRST
              + " answers were all HTTP "
              + end.status()
              + ": "
              + end.error());
    }
  }

  /** A try of a request beside the load has ended; on its event loop. */
  void endedBeside(StreamEnd end) {
    CaseSink open = sink;
    if (open != null) {
      open.ended(end);
      limits.count(end);
      beside.ended(end, open);
    }
  }

  private void sessionEnded(StreamEnd end) {
    CaseSessions of = sessions;
    if (of != null) {
      of.ended(end);
    }
  }

  /** A warm-up request has ended. */
  void warmedUp(StreamEnd end) {
    limits.count(end);
    sessionEnded(end);
    CaseSink open = sink;
    if (open != null && end.outcome() != Outcome.COMPLETED) {
      open.note("a warm-up request failed: " + StreamStats.message(end));
    }
  }

  /**
   * The case is ended before its time.
   *
   * @param inFlight requests that may still end
   * @param unsent requests that were due and have not been sent
   */
  void endedEarly(StopCause cause, int inFlight, int unsent) {
    CaseSink open = sink;
    if (open != null) {
      open.endedEarly(cause, inFlight, unsent);
    }
  }

  /**
   * The time in which requests come is over.
   *
   * @param inFlight requests that may still end
   * @param unsent requests that were due and that the cap has not let go
   */
  void durationEnded(int inFlight, int unsent) {
    CaseSink open = sink;
    if (open != null) {
      open.durationEnded(inFlight, unsent);
    }
  }

  /** The load is over, or there was none. */
  void close(Runnable whenClosed) {
    executor.execute(() -> closeNow(whenClosed));
  }

  private void closeNow(Runnable whenClosed) {
    try {
      CaseSink open = sink;
      if (open != null) {
        open.close();
      }
    } finally {
      CaseSessions of = sessions;
      if (of != null) {
        of.close();
      }
      requests = new CaseRequests(benchmarkCase, run, List.of(), clock);
      beside.clear();
      casesAtOnce.ended();
      whenClosed.run();
    }
  }

  /** What stops the run from outside. */
  RunStop stop() {
    return stop;
  }

  /** Whether the run is being stopped from outside: nothing more may be sent. */
  boolean stopped() {
    return stop.asked();
  }

  /**
   * True once, if the run is being stopped: no further case is to be begun, and none goes on beside
   * this one.
   */
  boolean endsRun() {
    return stop.asked() && casesAtOnce.none() && ending.compareAndSet(false, true);
  }
}
