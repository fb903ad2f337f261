// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import io.netty.channel.EventLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.calibration.ClientFloor;
import llmbench.calibration.ClientHealth;
import llmbench.calibration.HealthFigures;
import llmbench.recording.NanoClock;
import llmbench.server.NetworkProbe;
import org.jspecify.annotations.Nullable;

/**
 * How far a case's figures can be trusted: the client's noise floor and health, and the network
 * before and after.
 */
final class CaseTrust {
  private final Setup setup;
  private final NetworkProbe before;
  private @Nullable NetworkProbe after;
  private @Nullable ClientHealth health;
  private @Nullable HealthFigures figures;

  /** Looks at the network; the load has not begun. */
  CaseTrust(Setup setup) {
    this.setup = setup;
    this.before = probe(setup);
  }

  private static NetworkProbe probe(Setup setup) {
    return NetworkProbe.measure(setup.baseUrl(), setup.server(), NanoClock.SYSTEM::nanoTime);
  }

  synchronized void loadBegins(List<EventLoop> loops) {
    if (figures == null) {
      health = ClientHealth.start(loops);
    }
  }

  /** Stops watching; the load is over. */
  synchronized void loadEnded() {
    if (health != null && figures == null) {
      figures = health.stop();
    }
  }

  /** Looks at the network again. May take long where the server is gone. */
  synchronized void probeAgain() {
    after = probe(setup);
  }

  /**
   * The members of the result's {@code llmbench} that were measured: {@code suspect}, {@code
   * client}, {@code network}. What is computed of them is {@code analysis}' work.
   *
   * @param floor null if the client was not warmed up
   */
  @SuppressWarnings("NullAway") // JSON's null is a value of the map
  synchronized Map<String, Object> sections(@Nullable ClientFloor floor) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put(
        "noise_floor",
        floor == null ? Map.of("not_measured", "client_warmup is false") : floor.members());
    client.put("health", figures == null ? null : figures.members());
    Map<String, Object> network = new LinkedHashMap<>();
    network.put("start", before.members());
    network.put("end", after == null ? null : after.members());
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("suspect", figures == null ? List.of() : figures.suspicions());
    sections.put("client", client);
    sections.put("network", network);
    return sections;
  }
}
