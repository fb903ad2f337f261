// SPDX-License-Identifier: Apache-2.0
package llmbench.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a model's tokenizer files from the Hugging Face hub into its local cache, in the cache's
 * own layout, so that Python's libraries find them too. {@code HF_ENDPOINT}, {@code HF_TOKEN} and
 * {@code HF_HUB_OFFLINE} are honoured as {@code huggingface_hub} does.
 */
final class HubDownload {
  private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int MAX_REDIRECTS = 10;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Map<String, String> environment;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  HubDownload(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether downloads are switched off. */
  boolean offline() {
    String value =
        environment.getOrDefault("HF_HUB_OFFLINE", "").toUpperCase(java.util.Locale.ROOT);
    return value.equals("1") || value.equals("TRUE") || value.equals("YES") || value.equals("ON");
  }

  /** Where files come from, without a trailing slash. */
  String endpoint() {
    String given = environment.get("HF_ENDPOINT");
    String endpoint = given == null || given.isEmpty() ? DEFAULT_ENDPOINT : given;
    return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
  }

  /**
   * Fetches {@code tokenizer.json} and, where they are there, {@code tokenizer_config.json} and
   * {@code chat_template.jinja}.
   *
   * @return the cache's folder that now holds them
   * @throws IOException with a message for the user
   */
  Path fetch(String id) throws IOException {
    Reply found = get(id, "tokenizer.json");
    HttpResponse<InputStream> main = found.response();
    if (main.statusCode() != OK) {
      main.body().close();
      throw new IOException(refusal(id, main.statusCode()));
    }
    String commit = found.commit() == null ? "main" : found.commit();
    Path model = HubCache.root(environment).resolve(HubCache.folderName(id));
    Path snapshot = model.resolve("snapshots").resolve(commit);
    Files.createDirectories(snapshot);
    save(main.body(), snapshot.resolve("tokenizer.json"));
    for (String further : List.of("tokenizer_config.json", "chat_template.jinja")) {
      saveIfThere(id, further, snapshot);
    }
    Path refs = model.resolve("refs");
    Files.createDirectories(refs);
    try (InputStream ref =
        new java.io.ByteArrayInputStream(commit.getBytes(StandardCharsets.UTF_8))) {
      save(ref, refs.resolve("main"));
    }
    return snapshot;
  }

  private void saveIfThere(String id, String file, Path snapshot) throws IOException {
    HttpResponse<InputStream> response = get(id, file).response();
    if (response.statusCode() == OK) {
      save(response.body(), snapshot.resolve(file));
      return;
    }
    response.body().close();
    if (response.statusCode() != NOT_FOUND) {
      throw new IOException(refusal(id, response.statusCode()));
    }
  }

  private String refusal(String id, int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN ->
          "the hub refused \"" + id + "\" (HTTP " + status + "); if it is gated, set HF_TOKEN";
      case NOT_FOUND -> "the hub has no tokenizer.json of \"" + id + "\"";
      default -> "the hub answered HTTP " + status + " for \"" + id + "\"";
    };
  }

  /**
   * An answer after all redirects.
   *
   * @param commit the repository's commit, which the hub names before it redirects; null if it does
   *     not
   */
  private record Reply(HttpResponse<InputStream> response, @Nullable String commit) {}

  /** The token goes to the hub itself only, not to where it redirects. */
  private Reply get(String id, String file) throws IOException {
    URI hub = URI.create(endpoint() + "/" + id + "/resolve/main/" + file);
    URI at = hub;
    @Nullable String commit = null;
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(TIMEOUT).GET();
      String token = environment.get("HF_TOKEN");
      if (token != null && !token.isEmpty() && sameHost(at, hub)) {
        request.header("Authorization", "Bearer " + token);
      }
      HttpResponse<InputStream> response = send(request.build());
      if (commit == null) {
        commit = response.headers().firstValue("x-repo-commit").orElse(null);
      }
      String location = response.headers().firstValue("location").orElse(null);
      if (response.statusCode() < 300 || response.statusCode() >= 400 || location == null) {
        return new Reply(response, commit);
      }
      response.body().close();
      at = at.resolve(location);
    }
    throw new IOException("the hub redirects without end: " + hub);
  }

  private static boolean sameHost(URI a, URI b) {
    return String.valueOf(a.getAuthority()).equals(b.getAuthority());
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException("the hub at " + endpoint() + " cannot be reached: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking the hub", e);
    }
  }

  private static String reason(IOException e) {
    @Nullable String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static void save(InputStream body, Path file) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), ".", ".part");
    try (body) {
      Files.copy(body, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
