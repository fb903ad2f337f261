// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.plan.LiveSpec;
import llmbench.recording.NanoClock;

/** What is shown of a run while it goes on, beside its progress. */
public final class LiveRun implements AutoCloseable {
  /** The environment variable with what a collector asks for, such as a key. */
  public static final String OTLP_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

  private final List<LiveSink> sinks;

  private LiveRun(List<LiveSink> sinks) {
    this.sinks = sinks;
  }

  /**
   * Begins to offer what the plan asks for. What cannot be offered is said and left out: a port
   * that is in use is no reason not to measure.
   *
   * @param versions of what measures, by name; {@code llmbench} among them
   * @param environment where OpenTelemetry's own {@link #OTLP_HEADERS} is looked up
   */
  public static LiveRun start(
      LiveSpec spec,
      Map<String, String> versions,
      Map<String, String> environment,
      PrintStream out) {
    List<LiveSink> sinks = new ArrayList<>();
    if (spec.port() > 0) {
      String at = spec.host() + ":" + spec.port();
      try {
        sinks.add(
            LiveServer.start(spec.host(), spec.port(), new PrometheusFigures(build(versions))));
        out.println("Live figures: http://" + at + "/ (Prometheus: http://" + at + "/metrics)");
      } catch (IOException | RuntimeException e) {
        out.println(
            "WARNING: live: "
                + at
                + " cannot be listened on: "
                + (e.getMessage() == null ? "no such address" : e.getMessage())
                + "; the run goes on without. Give another port, e.g. live: "
                + (spec.port() == 65_535 ? 9464 : spec.port() + 1)
                + ", or an address of this machine as live_host");
      }
    }
    if (spec.otlpEndpoint() != null) {
      Map<String, String> headers = headers(environment.getOrDefault(OTLP_HEADERS, ""));
      sinks.add(
          new OtlpSink(spec.otlpEndpoint(), spec.otlpSpans(), headers, versions, out::println));
    }
    return new LiveRun(List.copyOf(sinks));
  }

  /** Pairs {@code name=value} with commas between; values may be written with %, as in a URL. */
  static Map<String, String> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1).strip().replace("+", "%2B");
        headers.put(
            pair.substring(0, equals).strip(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  private static Map<String, String> build(Map<String, String> versions) {
    return Map.of(
        "version", versions.getOrDefault("llmbench", ""),
        "java", versions.getOrDefault("java", ""),
        "vllm_definitions", versions.getOrDefault("vllm_definitions", ""));
  }

  /** A case begins. */
  public LiveCase open(CaseFacts facts) {
    return new LiveCase(
        facts,
        new CaseTally(facts.name(), facts.requests(), facts.duration(), NanoClock.SYSTEM),
        sinks);
  }

  /** Ends all of it. Who comes second waits for who was first. */
  @Override
  public synchronized void close() {
    sinks.forEach(LiveSink::close);
  }
}
