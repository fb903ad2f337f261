// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import llmbench.plan.ServerSpec;
import llmbench.recording.NanoClock;
import llmbench.server.ServerConnection;

/** Watches servers over a batch, case by case. */
public final class ServerWatch {
  private final ServerSpec spec;
  private final NanoClock clock;
  private final Scraper scraper;

  private ServerWatch(ServerSpec spec, NanoClock clock, Scraper scraper) {
    this.spec = spec;
    this.clock = clock;
    this.scraper = scraper;
  }

  /**
   * Sends nothing yet.
   *
   * @param baseUrl the server under test, whose {@code /metrics} is read if the plan names none
   */
  public static ServerWatch of(
      ServerSpec spec, ServerConnection connection, String baseUrl, NanoClock clock) {
    List<Endpoint> endpoints = new ArrayList<>();
    List<URI> urls = spec.metricsUrls();
    if (urls == null) {
      endpoints.add(new Endpoint(0, ownAddresses(baseUrl), connection));
    } else {
      for (URI url : urls) {
        endpoints.add(new Endpoint(endpoints.size(), List.of(url), connection));
      }
    }
    return new ServerWatch(spec, clock, new Scraper(List.copyOf(endpoints), clock));
  }

  /**
   * Where a server may have its metrics: {@code /metrics} after the base URL, as vLLM's client asks
   * for, then without the base URL's path, then TensorRT-LLM's route.
   */
  static List<URI> ownAddresses(String baseUrl) {
    URI base = URI.create(baseUrl);
    String root = base.getScheme() + "://" + base.getRawAuthority();
    Set<URI> addresses = new LinkedHashSet<>();
    addresses.add(URI.create(baseUrl + "/metrics"));
    addresses.add(URI.create(root + "/metrics"));
    addresses.add(URI.create(baseUrl + "/prometheus/metrics"));
    return List.copyOf(addresses);
  }

  /** Whether the user wants it. */
  public boolean wanted() {
    return !scraper.all().isEmpty();
  }

  /**
   * A case's load is about to begin: scrapes at once, then at the interval.
   *
   * @param anchorEpochMillis wall-clock time of the anchor of the case's times
   * @param anchorNanos the monotonic clock at the anchor
   * @param file where the series goes
   */
  public CaseWatch begin(String caseName, long anchorEpochMillis, long anchorNanos, Path file) {
    return new CaseWatch(
        scraper,
        spec.metricsInterval(),
        spec.metricsNames(),
        clock,
        caseName,
        anchorEpochMillis,
        anchorNanos,
        file);
  }
}
