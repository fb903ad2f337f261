// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;

/**
 * The same figures as {@link PrometheusFigures} as OpenTelemetry's instruments; a collector that
 * hands them to Prometheus gives them the same names.
 */
final class OtlpFigures {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final AttributeKey<String> CASE = AttributeKey.stringKey("case");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

  private final List<LiveCase> cases = new CopyOnWriteArrayList<>();
  private final LongCounter requests;
  private final LongCounter inputTokens;
  private final LongCounter outputTokens;
  private final DoubleHistogram ttft;
  private final DoubleHistogram tpot;
  private final DoubleHistogram itl;
  private final DoubleHistogram e2el;
  private final DoubleHistogram lag;

  OtlpFigures(Meter meter) {
    requests = counter(meter, "llmbench.requests");
    inputTokens = counter(meter, "llmbench.input_tokens");
    outputTokens = counter(meter, "llmbench.output_tokens");
    ttft = histogram(meter, "llmbench.ttft");
    tpot = histogram(meter, "llmbench.tpot");
    itl = histogram(meter, "llmbench.itl");
    e2el = histogram(meter, "llmbench.e2el");
    lag = histogram(meter, "llmbench.schedule_lag");
    gauge(meter, "llmbench.requests_planned", of -> of.facts().requests());
    gauge(meter, "llmbench.requests_in_flight", LiveCase::inFlight);
    gauge(meter, "llmbench.case_running", of -> of.running() ? 1 : 0);
    gauge(meter, "llmbench.simulated", of -> of.facts().simulated() ? 1 : 0);
  }

  // Without units in braces, which would be added to names in Prometheus.
  private static LongCounter counter(Meter meter, String name) {
    return meter.counterBuilder(name).build();
  }

  private static DoubleHistogram histogram(Meter meter, String name) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(Arrays.stream(LatencyBuckets.seconds()).boxed().toList())
        .build();
  }

  private void gauge(Meter meter, String name, ToLongFunction<LiveCase> value) {
    var unused =
        meter.gaugeBuilder(name).ofLongs().buildWithCallback(gauge -> observe(gauge, value));
  }

  private void observe(ObservableLongMeasurement gauge, ToLongFunction<LiveCase> value) {
    for (LiveCase each : cases) {
      gauge.record(
          value.applyAsLong(each),
          Attributes.of(CASE, each.facts().name(), MODEL, each.facts().model()));
    }
  }

  void opened(LiveCase of) {
    cases.add(of);
  }

  void ended(LiveCase of, RequestRecord record, RecordTimes times) {
    Attributes where = Attributes.of(CASE, of.facts().name(), MODEL, of.model(record));
    requests.add(1, where.toBuilder().put(OUTCOME, record.outcome().key()).build());
    inputTokens.add(record.promptTokens(), where);
    outputTokens.add(record.outputTokens(), where);
    record(ttft, times.ttft(), where);
    record(tpot, times.tpot(), where);
    record(e2el, times.e2el(), where);
    record(lag, times.lag(), where);
    if (times.ttft() != RecordTimes.NONE) {
      RecordTimes.gaps(record, nanos -> itl.record(nanos / NANOS_PER_SECOND, where));
    }
  }

  private static void record(DoubleHistogram histogram, long nanos, Attributes where) {
    if (nanos != RecordTimes.NONE) {
      histogram.record(nanos / NANOS_PER_SECOND, where);
    }
  }
}
