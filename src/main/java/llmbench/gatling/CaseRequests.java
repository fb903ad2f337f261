// SPDX-License-Identifier: Apache-2.0
package llmbench.gatling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import llmbench.backend.Payload;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.plan.CancelSpec;
import llmbench.plan.Case;
import llmbench.plan.Network;
import llmbench.recording.NanoClock;
import llmbench.recording.RequestAbout;
import llmbench.traffic.CancelDraws;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a case: which prompt each has, what its body is made of, where it goes, and what
 * its record says. Made when the case is prepared, and used by all event loops.
 */
final class CaseRequests {
  /** Whose addresses are remembered, where their number is not known beforehand. */
  static final int MOST_USERS = 1 << 16;

  private final Case benchmarkCase;
  private final BenchmarkRun run;
  private final List<Prompt> prompts;
  private final RequestSpread spread;
  private final RequestTerms terms;
  private final @Nullable Addresses addresses;
  private final @Nullable CancelDraws cancels;
  private final NanoClock clock;
  private @Nullable CaseSessions sessions;

  /**
   * The requests that are made of some prompts.
   *
   * @param prompts in order; may be none
   */
  CaseRequests(Case benchmarkCase, BenchmarkRun run, List<Prompt> prompts, NanoClock clock) {
    this.benchmarkCase = benchmarkCase;
    this.run = run;
    this.prompts = prompts;
    this.clock = clock;
    this.spread =
        prompts.isEmpty() ? RequestSpread.NONE : run.spread(benchmarkCase, prompts.size());
    this.terms = new RequestTerms(run.plan());
    this.addresses = addresses();
    CancelSpec cancelled = run.plan().load().shape().cancels();
    this.cancels =
        cancelled == null ? null : new CancelDraws(cancelled, run.plan().seedOf(benchmarkCase));
  }

  /** Which request comes next is said by sessions; before the first request. */
  void ledBy(CaseSessions leader) {
    sessions = leader;
  }

  /** Headers of a prompt's request beside those of all. */
  Map<String, String> headers(Prompt prompt) {
    return terms.headers(prompt.parts().terms());
  }

  /** How many prompts there are. */
  int size() {
    return prompts.size();
  }

  private @Nullable Addresses addresses() {
    Network network = run.plan().target().network();
    if (!network.several()) {
      return null;
    }
    Addresses made = new Addresses(network, Math.min(benchmarkCase.slots(), MOST_USERS));
    int[] drawn = spread.urls();
    if (drawn != null) {
      made.drawn(drawn);
    }
    return made;
  }

  /** Where they go, where there are several addresses; null else. */
  @Nullable Addresses to() {
    return addresses;
  }

  /** A copy of the first request, as vLLM warms up; without a request id. */
  StreamRequest warmup() {
    Prompt first = prompts.get(0);
    byte[] body = run.backend().bodyOf(first, payload(first, 0), 0);
    return new StreamRequest(
        0,
        0,
        "",
        first,
        clock.nanoTime(),
        RequestAbout.NOT_HELD,
        body,
        run.plan().target().baseUrl(),
        RequestAbout.NONE,
        null,
        headers(first));
  }

  /** A request that is sent before the load: a first turn, or a copy of the first request. */
  StreamRequest warmup(int index, int user, long intendedNanos, byte @Nullable [] body) {
    return sessions == null
        ? warmup()
        : request(index, user, intendedNanos, RequestAbout.NOT_HELD, body);
  }

  /** Prompts begin again where there are more requests. */
  private Prompt prompt(int index) {
    return prompts.get(index % prompts.size());
  }

  /** The body of the request at an index. */
  byte[] body(int index) {
    SessionCall call = call(index);
    Prompt prompt = call == null ? prompt(index) : call.prompt();
    Payload payload = payload(prompt, index);
    String model = call == null ? null : call.model();
    return run.backend().bodyOf(prompt, model == null ? payload : payload.withModel(model), index);
  }

  /**
   * The request at an index.
   *
   * @param user whose it is, where addresses stick to users
   * @param intendedNanos when it was due
   * @param releasedNanos when a cap let it go; {@link RequestAbout#NOT_HELD} if none held it
   * @param body null if it is yet to be made
   */
  StreamRequest request(
      int index, int user, long intendedNanos, long releasedNanos, byte @Nullable [] body) {
    SessionCall call = call(index);
    Prompt prompt = call == null ? prompt(index) : call.prompt();
    String url = addresses == null ? "" : addresses.take(user, index);
    RequestAbout about = RequestTerms.about(prompt, run.backend(), model(prompt, index), url);
    return new StreamRequest(
        index,
        user,
        run.plan().request().requestIdPrefix() + index,
        counted(prompt),
        intendedNanos,
        releasedNanos,
        body == null ? body(index) : body,
        url,
        call == null ? about : about.withSession(call.session()),
        null,
        headers(prompt));
  }

  /** The same of one that is sent before the load, which is never cancelled. */
  Flight warmupFlight(int index, @Nullable Runnable whenFirst) {
    SessionCall call = call(index);
    return new Flight(0, 0, whenFirst, call == null ? null : call.limit());
  }

  private @Nullable SessionCall call(int index) {
    return sessions == null ? null : sessions.call(index);
  }

  /**
   * What is to happen to the request at an index, which the client may be to cancel; asked just
   * before it is sent.
   *
   * @param whenFirst run when its first output came, or when it ended without any; null for nobody
   */
  Flight flight(int index, @Nullable Runnable whenFirst) {
    SessionCall call = call(index);
    Duration limit = call == null ? null : call.limit();
    return cancels == null || !cancels.cancels(index)
        ? new Flight(0, 0, whenFirst, limit)
        : new Flight(cancels.nanos(index), cancels.chunks(), whenFirst, limit);
  }

  /** Seconds until a failed try is followed by the next; below 0 for the usual ones. */
  double backoffSeconds(StreamEnd end) {
    SessionCall call = call(end.request().index());
    return call == null ? -1 : call.sender().backoffSeconds(end.attempt());
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

  /** What the body of a request at an index is made of. */
  Payload payload(Prompt prompt, int index) {
    List<String> models = spread.models();
    Payload payload = run.payload(benchmarkCase).of(prompt);
    return models == null ? payload : payload.withModel(models.get(index % models.size()));
  }

  /** The model where a run has several. */
  private @Nullable String model(Prompt prompt, int index) {
    List<String> models = spread.models();
    return models == null ? terms.model(prompt.parts().terms()) : models.get(index % models.size());
  }
}
