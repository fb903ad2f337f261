// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.recording.Outcome;
import llmbench.recording.RecordTimes;
import llmbench.recording.RequestRecord;

/**
 * Tells each request as a span, with the attributes of OpenTelemetry's conventions for generative
 * AI ({@code gen_ai.*}), from its send to its end. What they have no name for is {@code
 * llmbench.*}, in seconds.
 */
final class OtlpSpans {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  private final Tracer tracer;

  OtlpSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  void ended(LiveCase of, RequestRecord record, RecordTimes times) {
    long anchor = of.facts().anchorEpochMillis() * NANOS_PER_MILLI;
    String operation = operation(of.facts().backend());
    String model = of.model(record);
    Span span =
        tracer
            .spanBuilder(operation + " " + model)
            .setNoParent()
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(anchor + record.sentNanos(), TimeUnit.NANOSECONDS)
            .setAttribute("gen_ai.operation.name", operation)
            .setAttribute("gen_ai.provider.name", of.facts().backend())
            .setAttribute("gen_ai.request.model", model)
            .setAttribute("gen_ai.request.max_tokens", (long) record.askedOutputTokens())
            .setAttribute("gen_ai.usage.input_tokens", (long) record.promptTokens())
            .setAttribute("gen_ai.usage.output_tokens", (long) record.outputTokens())
            .setAttribute("llmbench.case", of.facts().name())
            .setAttribute("llmbench.request_id", record.requestId())
            .setAttribute("llmbench.outcome", record.outcome().key())
            .setAttribute("llmbench.simulated", of.facts().simulated())
            .setAttribute("llmbench.schedule_lag", times.lag() / NANOS_PER_SECOND)
            .startSpan();
    if (record.httpStatus() > 0) {
      span.setAttribute("http.response.status_code", (long) record.httpStatus());
    }
    if (record.finishReason() != null) {
      span.setAttribute(FINISH_REASONS, List.of(record.finishReason()));
    }
    if (record.about().session().conversation() != null) {
      span.setAttribute("gen_ai.conversation.id", record.about().session().conversation());
    }
    if (times.ttft() != RecordTimes.NONE) {
      span.setAttribute("llmbench.ttft", times.ttft() / NANOS_PER_SECOND);
    }
    if (!record.outcome().completed() && record.outcome() != Outcome.CANCELLED) {
      span.setAttribute("error.type", record.outcome().key());
      span.setStatus(StatusCode.ERROR, record.error() == null ? "" : record.error());
    }
    span.end(anchor + Math.max(record.sentNanos(), record.endNanos()), TimeUnit.NANOSECONDS);
  }

  /** The well-known operation that a backend's requests are nearest to. */
  private static String operation(String backend) {
    if (backend.contains("chat") || backend.equals("anthropic") || backend.equals("ollama")) {
      return "chat";
    }
    return backend.contains("embeddings") || backend.contains("pooling")
        ? "embeddings"
        : "text_completion";
  }
}
