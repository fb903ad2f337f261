// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells the user, once, that a collector takes nothing. */
final class Told {
  private final URI endpoint;
  private final Consumer<String> warn;
  private final AtomicBoolean told = new AtomicBoolean();

  Told(URI endpoint, Consumer<String> warn) {
    this.endpoint = endpoint;
    this.warn = warn;
  }

  /** Looks at how an export ended, when it has. */
  CompletableResultCode of(CompletableResultCode export) {
    return export.whenComplete(
        () -> {
          if (!export.isSuccess() && told.compareAndSet(false, true)) {
            Throwable why = export.getFailureThrowable();
            warn.accept(
                "WARNING: otlp_endpoint: "
                    + endpoint
                    + " does not take the figures"
                    + (why == null || why.getMessage() == null ? "" : ": " + why.getMessage())
                    + "; the run goes on. Is a collector there that takes OTLP over HTTP"
                    + " (port 4318, not 4317)?");
          }
        });
  }
}
