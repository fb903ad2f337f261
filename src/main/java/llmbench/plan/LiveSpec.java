// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a run while it goes on.
 *
 * @param disableTqdm vLLM's {@code --disable-tqdm}: no progress
 * @param quiet no progress either, by a name of our own
 * @param port where figures are offered over HTTP; 0 for nowhere
 * @param host the address to listen on
 * @param otlpEndpoint a collector that figures are pushed to by OTLP over HTTP; null for none
 * @param otlpSpans whether it is told of each request as a span
 */
public record LiveSpec(
    boolean disableTqdm,
    boolean quiet,
    int port,
    String host,
    @Nullable URI otlpEndpoint,
    boolean otlpSpans) {
  /** Only this machine may ask. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Progress, and nothing else. */
  public static final LiveSpec PROGRESS = new LiveSpec(false, false, 0, LOOPBACK, null, false);

  /** Whether progress is shown. */
  public boolean progress() {
    return !disableTqdm && !quiet;
  }
}
