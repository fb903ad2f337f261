// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.PhaseSpec;
import llmbench.plan.ShapeSpec;
import llmbench.recording.Outcome;
import llmbench.recording.Phase;
import llmbench.recording.RequestAbout;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a case that are sent beside its load: those of its phases, and probes. They have
 * no request id, as vLLM's warm-ups and probes have none.
 */
final class BesideLoad {
  private static final String PROBE_PROMPT = "Hi";

  private final Case benchmarkCase;
  private final BenchmarkRun run;
  private final CaseRequests requests;
  private final AtomicBoolean failed = new AtomicBoolean();
  private volatile @Nullable PhaseLoad warmup;
  private volatile @Nullable PhaseLoad cooldown;

  /**
   * Of a case.
   *
   * @param requests those of its load
   */
  BesideLoad(Case benchmarkCase, BenchmarkRun run, CaseRequests requests) {
    this.benchmarkCase = benchmarkCase;
    this.run = run;
    this.requests = requests;
  }

  /** Makes what the phases need. May take long. */
  void prepare() {
    ShapeSpec shape = run.plan().load().shape();
    warmup = made(Phase.WARMUP, shape.warmup());
    cooldown = made(Phase.COOLDOWN, shape.cooldown());
  }

  private @Nullable PhaseLoad made(Phase phase, @Nullable PhaseSpec spec) {
    return spec == null ? null : run.phase(benchmarkCase, phase, spec);
  }

  /** Notes where the phases' prompts are from. */
  void tell(CaseSink sink) {
    for (PhaseLoad load : Arrays.asList(warmup, cooldown)) {
      if (load != null) {
        sink.note(load.told());
      }
    }
  }

  /** Lets go of the prompts. */
  void clear() {
    warmup = null;
    cooldown = null;
  }

  /** What is sent before the load, or after its last request; null for nothing. */
  @Nullable PhaseLoad phase(Phase phase) {
    return phase == Phase.WARMUP ? warmup : cooldown;
  }

  /** A request of a phase before or after the load. */
  StreamRequest request(
      Phase phase, PhaseLoad of, int index, int user, long intendedNanos, long releasedNanos) {
    return request(phase, of.prompt(index), index, user, intendedNanos, releasedNanos);
  }

  /**
   * A small request beside the load, as vLLM's probes: the prompt {@value #PROBE_PROMPT} and one
   * token of answer.
   */
  StreamRequest probe(int index, long intendedNanos) {
    Prompt prompt = new Prompt(PROBE_PROMPT, 1, 1);
    return request(Phase.PROBE, prompt, index, index, intendedNanos, RequestAbout.NOT_HELD);
  }

  private StreamRequest request(
      Phase phase, Prompt prompt, int index, int user, long intendedNanos, long releasedNanos) {
    Addresses addresses = requests.to();
    return new StreamRequest(
        index,
        user,
        "",
        new Prompt("", prompt.promptLen(), prompt.outputLen()),
        intendedNanos,
        releasedNanos,
        run.backend().bodyOf(prompt, requests.payload(prompt, index), index),
        addresses == null ? "" : addresses.take(user, index),
        RequestAbout.NONE.withPhase(phase),
        null,
        requests.headers(prompt));
  }

  /** A try has ended; the first failure of a phase is noted. */
  void ended(StreamEnd end, CaseSink sink) {
    Addresses addresses = requests.to();
    if (end.last() && addresses != null) {
      addresses.ended(end.request().baseUrl());
    }
    Phase phase = end.request().about().phase();
    boolean failure = !end.outcome().completed() && end.outcome() != Outcome.CANCELLED;
    if (phase != Phase.PROBE && failure && failed.compareAndSet(false, true)) {
      sink.note("a request of the " + phase.key() + " phase failed: " + StreamStats.message(end));
    }
  }
}
