// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the server said of one case, for the result, the console and people. */
public final class ServerFigures {
  private final CaseTracks tracks;
  private final Map<String, Map<String, Object>> quantities;
  private final List<String> urls;
  private final double intervalSeconds;
  private final int scrapes;
  private final int failed;
  private final double seconds;
  private final List<String> problems;
  private final Map<String, Object> decoding;
  private final CaseWork work;

  ServerFigures(
      CaseTracks tracks,
      List<String> urls,
      double intervalSeconds,
      int scrapes,
      int failed,
      double seconds,
      List<String> problems,
      Map<String, Object> decoding,
      CaseWork work) {
    this.tracks = tracks;
    this.quantities = tracks.figures();
    this.urls = urls;
    this.intervalSeconds = intervalSeconds;
    this.scrapes = scrapes;
    this.failed = failed;
    this.seconds = seconds;
    this.problems = problems;
    this.decoding = decoding;
    this.work = work;
  }

  /**
   * Figures of speculative decoding and diffusion under vLLM's keys; empty if there are none.
   * Source: {@link DecodingFigures}.
   */
  public Map<String, Object> decoding() {
    return decoding;
  }

  /** The result's {@code llmbench.server}; {@code docs/metrics.md} explains it. */
  public Map<String, Object> section() {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put("urls", urls);
    section.put("interval_s", intervalSeconds);
    section.put("scrapes", scrapes);
    section.put("failed_scrapes", failed);
    section.put("seconds", seconds);
    section.put("counter_resets", tracks.resets());
    section.putAll(quantities);
    double all = tracks.counter(Quantity.CPU_SECONDS).increase();
    if (all > 0) {
      section.put("cpu_use", 1 - tracks.counter(Quantity.CPU_IDLE_SECONDS).increase() / all);
    }
    Map<String, Object> energy = energy();
    if (!energy.isEmpty()) {
      section.put("energy", energy);
    }
    List<Map<String, Object>> extra = tracks.extraFigures();
    if (!extra.isEmpty()) {
      section.put("extra", extra);
    }
    if (ofServer()) {
      section.put("missing", tracks.missing());
    }
    section.put("notes", notes());
    return section;
  }

  /** Joules of the case and per token; empty if there is neither an energy nor a power metric. */
  private Map<String, Object> energy() {
    Map<String, Object> energy = new LinkedHashMap<>();
    double gpu = tracks.counter(Quantity.GPU_ENERGY).increase();
    double watts = tracks.gauge(Quantity.GPU_POWER).mean();
    // An exporter that reads its counter seldom may have it stand still in a short case.
    boolean counted = gpu > 0;
    double joules = counted ? gpu : watts * work.seconds();
    if (joules > 0) {
      energy.put("gpu_j", joules);
      energy.put("gpu_from", counted ? "energy counter" : "mean power times duration");
      perToken(energy, "gpu", joules);
    }
    double cpu = tracks.counter(Quantity.CPU_ENERGY).increase();
    if (cpu > 0) {
      energy.put("cpu_j", cpu);
      perToken(energy, "cpu", cpu);
    }
    return energy;
  }

  private void perToken(Map<String, Object> energy, String of, double joules) {
    if (work.outputTokens() > 0) {
      energy.put(of + "_j_per_output_token", joules / work.outputTokens());
    }
    long tokens = work.inputTokens() + work.outputTokens();
    if (tokens > 0) {
      energy.put(of + "_j_per_token", joules / tokens);
    }
  }

  /** What a reader must know; each sentence is the same in every case it holds for. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String problem : problems) {
      notes.add("Server metrics: " + problem + "; server_metrics_urls names where they are read.");
    }
    if (ofServer() && !tracks.missing().isEmpty()) {
      notes.add("The server's metrics have no " + String.join(", ", tracks.missing()) + ".");
    }
    if (tracks.resets() > 0) {
      notes.add(
          "A counter of the server began anew during the case: the server was restarted, and its"
              + " figures are of what was seen.");
    }
    if (work.warmups() > 0 && ofServer()) {
      notes.add(
          "The server's own counts hold the case's "
              + work.warmups()
              + " requests beside the load, such as warm-ups.");
    }
    if (tracks.tooManyExtra()) {
      notes.add("server_metrics_names matches more series than are kept; name fewer.");
    }
    return notes;
  }

  /** Whether an inference server was among the endpoints, and not exporters only. */
  private boolean ofServer() {
    return Arrays.stream(Quantity.values())
        .anyMatch(quantity -> quantity.ofServer() && quantities.containsKey(quantity.key()));
  }

  /**
   * A line that sets the server's TTFT beside the client's, where answers come as streams; empty if
   * the server gives none.
   */
  public String line() {
    Map<String, Object> ttft = quantities.getOrDefault(Quantity.TTFT.key(), Map.of());
    Double mean = number(ttft, "mean_ms");
    if (mean == null) {
      return "";
    }
    String quantiles =
        List.of("p50", "p99").stream()
            .filter(p -> number(ttft, p + "_ms") != null)
            .map(
                p ->
                    (p.equals("p50") ? "median " : "P99 ")
                        + (ttft.containsKey(p + "_is_lower_bound") ? "over " : "")
                        + decimal(number(ttft, p + "_ms")))
            .collect(Collectors.joining(", "));
    return "server TTFT (ms): mean "
        + decimal(mean)
        + (quantiles.isEmpty() ? "" : ", " + quantiles + " (interpolated in its buckets)")
        + (work.meanTtftMillis() == null
            ? ""
            : "; client TTFT: mean " + decimal(work.meanTtftMillis()));
  }

  private static @Nullable Double number(Map<String, Object> figures, String key) {
    return figures.get(key) instanceof Double number ? number : null;
  }

  private static String decimal(@Nullable Double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * What became of requests that the client cancelled; null if the server does not count tokens or
   * what runs.
   */
  public @Nullable Map<String, Object> cancelled(CancelledWork cancelled) {
    CounterTrack generated = tracks.counter(Quantity.GENERATION_TOKENS);
    Double running = tracks.last().get(Quantity.RUNNING.key());
    return generated.present() && running != null
        ? cancelled.section(generated.increase(), running)
        : null;
  }

  /** By how much the prefix cache's counters grew: queries and hits; null if they are not there. */
  public @Nullable CacheCounters prefixCache() {
    CounterTrack queries = tracks.counter(Quantity.PREFIX_CACHE_QUERIES);
    CounterTrack hits = tracks.counter(Quantity.PREFIX_CACHE_HITS);
    return queries.present() && hits.present()
        ? new CacheCounters(queries.increase(), hits.increase())
        : null;
  }
}
