// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import llmbench.engine.Fault.Refusal;
import llmbench.recording.NanoClock;
import org.jspecify.annotations.Nullable;

/** Takes requests for answers from the event loop to the pacer, and sees them off. */
final class Frontend {
  private final String model;
  private final boolean tellCached;
  private final AnswerSource answers;
  private final FaultScript script;
  private final Pacer pacer;
  private final NanoClock clock;
  private final ExecutorService workers;
  private final ReceivedRequests received;
  private final EngineMetrics metrics;
  private final @Nullable TokenTimes times;
  private final AtomicLong ids;
  private final VideoJobs jobs = new VideoJobs();

  Frontend(
      String model,
      boolean tellCached,
      AnswerVocabulary vocabulary,
      long seed,
      FaultScript script,
      Pacer pacer,
      NanoClock clock,
      ExecutorService workers,
      ReceivedRequests received,
      EngineMetrics metrics,
      @Nullable TokenTimes times) {
    this.model = model;
    this.tellCached = tellCached;
    this.answers = new AnswerSource(vocabulary, seed);
    this.script = script;
    this.pacer = pacer;
    this.clock = clock;
    this.workers = workers;
    this.received = received;
    this.metrics = metrics;
    this.times = times;
    this.ids = new AtomicLong(seed);
  }

  /** The jobs that answers are. */
  VideoJobs jobs() {
    return jobs;
  }

  /** Answers {@code exchange}. On its event loop. */
  void generate(HttpExchange exchange, EngineApi api) {
    int order = received.begin(exchange.request().body());
    exchange.whenEnded(received::end);
    List<Fault> faults = script.faultsOf(order);
    for (Fault fault : faults) {
      if (fault instanceof Refusal refusal) {
        refusal.refuse(exchange);
        return;
      }
    }
    try {
      workers.execute(() -> work(exchange, api, faults));
    } catch (RejectedExecutionException e) {
      exchange.close();
    }
  }

  private void work(HttpExchange exchange, EngineApi api, List<Fault> faults) {
    try {
      prepare(exchange, api, api.reading().read(exchange.request()), faults);
    } catch (ApiError e) {
      exchange.respond(e);
    } catch (RuntimeException e) {
      exchange.respond(ApiError.internal(e));
    }
  }

  private void prepare(
      HttpExchange exchange, EngineApi api, GenerationRequest request, List<Fault> faults) {
    // Faults may change the answer's length, so they come before the pacer sees it.
    HttpRequestData http = exchange.request();
    String named = http.headers().get("x-request-id");
    String requestId = named == null ? hexId() : named;
    Generation[] self = new Generation[1];
    ResponsePlan plan =
        ResponsePlan.of(
            answers.answer(request),
            faults,
            () -> tellCached ? self[0].sequence().cachedTokens() : -1);
    Generation generation = new Generation(request, plan.answer(), http.readNanos());
    self[0] = generation;
    long[] written = times == null ? null : new long[plan.answer().length()];
    ResponseFormat format = format(api, requestId, request, plan);
    AnswerEnd whenEnded = whole -> ended(generation, requestId, written, whole);
    AnswerSink sink =
        api.job()
            ? new JobBody(exchange, jobs, "video_" + requestId, plan, clock, whenEnded)
            : request.stream()
                ? new EventStream(exchange, format, plan, clock, written, whenEnded)
                : new WholeBody(exchange, format, plan, clock, written, whenEnded);
    generation.goesTo(sink);
    exchange.onEventLoop(
        () -> {
          if (exchange.isLost()) {
            return;
          }
          if (!api.job()) {
            exchange.whenLost(() -> whenEnded.ended(false));
          }
          sink.begin();
          pacer.submit(generation);
        });
  }

  private ResponseFormat format(
      EngineApi api, String requestId, GenerationRequest request, ResponsePlan plan) {
    long created = System.currentTimeMillis() / 1000;
    String id = api.idPrefix() + requestId;
    return api.writing().format(new ResponseIdentity(id, created, model), request, plan);
  }

  /** An id like vLLM's, unlike any other of this engine. */
  private String hexId() {
    long mixed = ids.incrementAndGet() * 0x9E3779B97F4A7C15L;
    String digits = Long.toHexString(mixed);
    return "0".repeat(16 - digits.length()) + digits;
  }

  private void ended(
      Generation generation, String requestId, long @Nullable [] written, boolean whole) {
    if (!generation.end()) {
      return;
    }
    if (!whole) {
      pacer.abort(generation);
    }
    metrics.ended(generation, whole, clock.nanoTime());
    if (times != null && written != null) {
      long[] sent = Arrays.copyOf(written, generation.sink().written());
      times.add(new TokenTimes.Entry(requestId, generation.readNanos(), sent));
    }
  }
}
