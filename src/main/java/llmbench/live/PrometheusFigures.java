// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;

/** The figures of a run in Prometheus' own form. Series of cases that ended stay. */
final class PrometheusFigures implements LiveSink {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String[] LABELS = {"case", "model"};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final List<LiveCase> cases = new CopyOnWriteArrayList<>();
  private final Counter requests;
  private final Counter inputTokens;
  private final Counter outputTokens;
  private final Gauge planned;
  private final Gauge running;
  private final Gauge simulated;
  private final Histogram ttft;
  private final Histogram tpot;
  private final Histogram itl;
  private final Histogram e2el;
  private final Histogram lag;

  /**
   * No figures yet.
   *
   * @param versions of what measures, by label
   */
  PrometheusFigures(Map<String, String> versions) {
    Info.builder()
        .name("llmbench_build_info")
        .help("Versions of what measures")
        .labelNames(versions.keySet().toArray(new String[0]))
        .register(registry)
        .addLabelValues(versions.values().toArray(new String[0]));
    requests =
        Counter.builder()
            .name("llmbench_requests_total")
            .help("Requests that ended, by outcome; all but completed and cancelled are failures")
            .labelNames("case", "model", "outcome")
            .register(registry);
    inputTokens = tokens("llmbench_input_tokens_total", "Prompt tokens of requests that ended");
    outputTokens = tokens("llmbench_output_tokens_total", "Tokens of answers that ended");
    planned = gauge("llmbench_requests_planned", "Requests that the case sends");
    running = gauge("llmbench_case_running", "1 while the case goes on, then 0");
    simulated = gauge("llmbench_simulated", "1 if the embedded engine answers: no real server");
    GaugeWithCallback.builder()
        .name("llmbench_requests_in_flight")
        .help("Requests that were sent and have not ended")
        .labelNames(LABELS)
        .callback(
            gauge ->
                cases.forEach(
                    each -> gauge.call(each.inFlight(), each.facts().name(), each.facts().model())))
        .register(registry);
    ttft = histogram("llmbench_ttft_seconds", "Time to first token of completed requests");
    tpot = histogram("llmbench_tpot_seconds", "Time per output token after the first");
    itl = histogram("llmbench_itl_seconds", "Gaps between chunks with output");
    e2el = histogram("llmbench_e2el_seconds", "From send to the last output");
    lag = histogram("llmbench_schedule_lag_seconds", "From the time a request was due to its send");
  }

  PrometheusRegistry registry() {
    return registry;
  }

  /** All cases that began, in that order. */
  List<LiveCase> cases() {
    return List.copyOf(cases);
  }

  private Counter tokens(String name, String help) {
    return Counter.builder().name(name).help(help).labelNames(LABELS).register(registry);
  }

  private Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).labelNames(LABELS).register(registry);
  }

  private Histogram histogram(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames(LABELS)
        .withoutExemplars()
        .classicOnly()
        .classicUpperBounds(LatencyBuckets.seconds())
        .register(registry);
  }

  @Override
  public void opened(LiveCase of) {
    CaseFacts facts = of.facts();
    planned.labelValues(facts.name(), facts.model()).set(facts.requests());
    running.labelValues(facts.name(), facts.model()).set(1);
    simulated.labelValues(facts.name(), facts.model()).set(facts.simulated() ? 1 : 0);
    cases.add(of);
  }

  @Override
  public void ended(LiveCase of, RequestRecord record, RecordTimes times) {
    String name = of.facts().name();
    String model = of.model(record);
    requests.labelValues(name, model, record.outcome().key()).inc();
    inputTokens.labelValues(name, model).inc(record.promptTokens());
    outputTokens.labelValues(name, model).inc(record.outputTokens());
    observe(ttft, times.ttft(), name, model);
    observe(tpot, times.tpot(), name, model);
    observe(e2el, times.e2el(), name, model);
    observe(lag, times.lag(), name, model);
    if (times.ttft() != RecordTimes.NONE) {
      DistributionDataPoint gaps = itl.labelValues(name, model);
      RecordTimes.gaps(record, nanos -> gaps.observe(nanos / NANOS_PER_SECOND));
    }
  }

  private static void observe(Histogram histogram, long nanos, String name, String model) {
    if (nanos != RecordTimes.NONE) {
      histogram.labelValues(name, model).observe(nanos / NANOS_PER_SECOND);
    }
  }

  @Override
  public void closed(LiveCase of) {
    running.labelValues(of.facts().name(), of.facts().model()).set(0);
  }

  @Override
  public void close() {}
}
