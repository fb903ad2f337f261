// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Pushes a run's figures, and a span for each request if asked, to a collector by OTLP over HTTP. A
 * collector that takes nothing is told of once; the run goes on.
 */
final class OtlpSink implements LiveSink {
  static final String SCOPE = "llmbench";

  /** Held so that its level stays: what the SDK would log with a trace is told by {@link Told}. */
  private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long CLOSE_SECONDS = 10;
  private static final int SPANS_AT_ONCE = 512;
  private static final int SPANS_WAITING = 1 << 16;

  private final SdkMeterProvider meters;
  private final OtlpFigures figures;
  private final @Nullable SdkTracerProvider tracers;
  private final @Nullable OtlpSpans spans;

  /**
   * Begins to push, every 5 s and at the end.
   *
   * @param endpoint the collector's address, such as {@code http://localhost:4318}; OTLP's routes
   *     are added
   * @param withSpans whether each request is told as a span
   * @param headers sent along, such as a key
   * @param warn told once of a collector that takes nothing
   */
  OtlpSink(
      URI endpoint,
      boolean withSpans,
      Map<String, String> headers,
      Map<String, String> versions,
      Consumer<String> warn) {
    SDK_LOG.setLevel(Level.OFF);
    Told told = new Told(endpoint, warn);
    String base = endpoint.toString().replaceAll("/+$", "");
    Resource resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        SCOPE,
                        AttributeKey.stringKey("service.version"),
                        versions.getOrDefault("llmbench", ""))));
    meters =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(
                        new ToldMetrics(
                            OtlpHttpMetricExporter.builder()
                                .setEndpoint(base + "/v1/metrics")
                                .setTimeout(TIMEOUT)
                                .setHeaders(() -> headers)
                                .setRetryPolicy(null) // the next push tells it all again
                                .build(),
                            told))
                    .setInterval(INTERVAL)
                    .build())
            .build();
    figures = new OtlpFigures(meters.get(SCOPE));
    tracers = withSpans ? tracers(base, headers, resource, told) : null;
    spans = tracers == null ? null : new OtlpSpans(tracers.get(SCOPE));
  }

  private static SdkTracerProvider tracers(
      String base, Map<String, String> headers, Resource resource, Told told) {
    return SdkTracerProvider.builder()
        .setResource(resource)
        .addSpanProcessor(
            BatchSpanProcessor.builder(
                    new ToldSpans(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(base + "/v1/traces")
                            .setTimeout(TIMEOUT)
                            .setHeaders(() -> headers)
                            .build(),
                        told))
                .setMaxExportBatchSize(SPANS_AT_ONCE)
                .setMaxQueueSize(SPANS_WAITING)
                .build())
        .build();
  }

  @Override
  public void opened(LiveCase of) {
    figures.opened(of);
  }

  @Override
  public void ended(LiveCase of, RequestRecord record, RecordTimes times) {
    figures.ended(of, record, times);
    if (spans != null) {
      spans.ended(of, record, times);
    }
  }

  @Override
  public void closed(LiveCase of) {}

  /** Pushes what is left; waits for a collector for a while. */
  @Override
  public void close() {
    meters.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    if (tracers != null) {
      tracers.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}
