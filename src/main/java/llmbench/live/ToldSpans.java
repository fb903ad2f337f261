// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Pushes spans, and tells of failures. */
record ToldSpans(SpanExporter exporter, Told told) implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return told.of(exporter.export(spans));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
