// SPDX-License-Identifier: Apache-2.0
package llmbench.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import llmbench.engine.EmbeddedEngine;
import llmbench.engine.EngineProcess;
import llmbench.engine.EngineTokenizer;
import llmbench.plan.EngineSpec;
import org.jspecify.annotations.Nullable;

/**
 * The embedded engine in exact mode, whose every token's time is known: in a process of its own, so
 * that its work and its pauses are not the client's, or in this one where none can be started.
 */
final class ExactServer implements AutoCloseable {
  /** The engine ends by itself, should this process be killed. */
  private static final String MAX_SECONDS = "120";

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 30_000;

  private final @Nullable Process process;
  private final @Nullable EmbeddedEngine engine;
  private final String baseUrl;

  private ExactServer(@Nullable Process process, @Nullable EmbeddedEngine engine, String baseUrl) {
    this.process = process;
    this.engine = engine;
    this.baseUrl = baseUrl;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @throws IOException if neither a process nor an engine in this one can be had
   */
  static ExactServer start() throws IOException {
    try {
      return ofProcess(launch());
    } catch (IOException e) {
      return here();
    }
  }

  /** Starts the process and does not wait. */
  static Process launch() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            "--port",
            "0",
            "--exact",
            "--max-seconds",
            MAX_SECONDS)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /**
   * Waits until a launched process listens.
   *
   * @throws IOException if it ended instead
   */
  static ExactServer ofProcess(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      int url = line.indexOf("http://");
      if (url >= 0) {
        return new ExactServer(process, null, line.substring(url).strip());
      }
    }
    process.destroyForcibly();
    throw new IOException("the exact engine's process ended before it listened");
  }

  /** One in this process. */
  static ExactServer here() throws IOException {
    EngineSpec spec = new EngineSpec(true, 5, 5, 8, 2048, 32768, 10, 0, 0, false, 0, 0, List.of());
    EmbeddedEngine engine =
        EmbeddedEngine.start(spec, "llmbench/embedded", EngineTokenizer.builtIn(), 0);
    return new ExactServer(null, engine, engine.baseUri().toString());
  }

  boolean ownProcess() {
    return process != null;
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Sets the pace of requests from now on. */
  void pace(double ttftMillis, double itlMillis) throws IOException {
    HttpURLConnection connection = open("/exact/pace");
    connection.setRequestMethod("POST");
    connection.setRequestProperty("content-type", "application/json");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(
          ("{\"ttft_ms\":" + ttftMillis + ",\"itl_ms\":" + itlMillis + "}")
              .getBytes(StandardCharsets.US_ASCII));
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException("the exact engine answered HTTP " + connection.getResponseCode());
    }
    connection.getInputStream().close();
  }

  /** When each token of each request was written, by request id; nanoseconds of the same clock. */
  Map<String, long[]> written() throws IOException {
    Map<String, long[]> times = new HashMap<>();
    ObjectReader json = new ObjectMapper().reader();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(open("/exact/times").getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode entry = json.readTree(line);
        JsonNode written = entry.path("written");
        long[] nanos = new long[written.size()];
        for (int i = 0; i < nanos.length; i++) {
          nanos[i] = written.get(i).longValue();
        }
        times.put(entry.path("request_id").textValue(), nanos);
      }
    }
    return times;
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(baseUrl + path).toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    return connection;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    if (engine != null) {
      engine.close();
    }
  }
}
