// SPDX-License-Identifier: Apache-2.0
package llmbench.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.tracking.MlflowClient;

/**
 * Files of a run. MLflow's Java client sends them by MLflow's command line, which wants Python; a
 * server that takes them itself, as {@code mlflow server} does by default, is sent them here.
 */
final class Artifacts {
  private static final String PROXIED = "mlflow-artifacts:";
  private static final String ROUTE = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final MlflowClient client;
  private final String uri;
  private final @Nullable String authorization;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Artifacts(MlflowClient client, String uri, Credentials credentials) {
    this.client = client;
    this.uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    this.authorization = credentials.authorization();
  }

  /**
   * Sends files.
   *
   * @throws IOException naming the file that was not taken
   */
  void put(RunInfo run, List<Path> files) throws IOException {
    for (Path file : files) {
      try {
        if (run.getArtifactUri().startsWith(PROXIED)) {
          send(run.getArtifactUri(), file);
        } else {
          client.logArtifact(run.getRunId(), file.toFile());
        }
      } catch (RuntimeException e) {
        throw new IOException(
            file
                + " was not sent to "
                + run.getArtifactUri()
                + ", which wants MLflow's command line here: "
                + e.getMessage(),
            e);
      }
    }
  }

  private void send(String root, Path file) throws IOException {
    URI place = URI.create(root);
    String folder = place.getRawPath().replaceFirst("^/+", "");
    String name =
        URLEncoder.encode(String.valueOf(file.getFileName()), StandardCharsets.UTF_8)
            .replace("+", "%20");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri + ROUTE + folder + "/" + name))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofFile(file));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
      if (answer.statusCode() != OK) {
        throw new IOException(file + " was answered with status " + answer.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(file + " was not sent: interrupted", e);
    }
  }
}
