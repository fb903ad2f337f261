// SPDX-License-Identifier: Apache-2.0
package llmbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the Hugging Face Hub. {@code HF_ENDPOINT}, {@code HF_TOKEN}, {@code HF_HUB_OFFLINE}
 * and {@code HF_HUB_DOWNLOAD_TIMEOUT} are honoured as {@code huggingface_hub} does.
 */
public final class HubClient {
  private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
  private static final String TIMEOUT_KEY = "HF_HUB_DOWNLOAD_TIMEOUT";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_REDIRECTS = 10;

  private final Map<String, String> environment;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** With the variables of an environment. */
  public HubClient(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether downloads are switched off. */
  public boolean offline() {
    String value = environment.getOrDefault("HF_HUB_OFFLINE", "").toUpperCase(Locale.ROOT);
    return value.equals("1") || value.equals("TRUE") || value.equals("YES") || value.equals("ON");
  }

  /** Where files come from, without a trailing slash. */
  public String endpoint() {
    String given = environment.get("HF_ENDPOINT");
    String endpoint = given == null || given.isEmpty() ? DEFAULT_ENDPOINT : given;
    return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
  }

  /**
   * An answer after all redirects, whose body is to be closed.
   *
   * @param commit the repository's commit, which the hub names before it redirects; null if it does
   *     not
   * @param etag the file's content, as the hub names it before it redirects; null if it does not
   */
  public record Reply(
      HttpResponse<InputStream> response, @Nullable String commit, @Nullable String etag) {
    /** Its status. */
    public int status() {
      return response.statusCode();
    }
  }

  /**
   * Asks for a file from its first byte on.
   *
   * @param route below the hub's address
   * @throws IOException with a message for the user, if there is no answer
   */
  public Reply get(String route) throws IOException {
    return send(route, "GET", 0);
  }

  /** Asks for a file from a byte on; the answer's status is 206 where the hub can. */
  public Reply get(String route, long from) throws IOException {
    return send(route, "GET", from);
  }

  /** The token goes to the hub itself only, not to where it redirects. */
  private Reply send(String route, String method, long from) throws IOException {
    URI hub = URI.create(endpoint() + route);
    URI at = hub;
    @Nullable String commit = null;
    @Nullable String etag = null;
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at)
              .timeout(timeout())
              .method(method, HttpRequest.BodyPublishers.noBody());
      String token = environment.get("HF_TOKEN");
      if (token != null && !token.isEmpty() && sameHost(at, hub)) {
        request.header("Authorization", "Bearer " + token);
      }
      if (from > 0) {
        request.header("Range", "bytes=" + from + "-");
      }
      HttpResponse<InputStream> response = send(request.build());
      commit = commit == null ? header(response, "x-repo-commit") : commit;
      etag = etag == null ? etag(response) : etag;
      String location = header(response, "location");
      if (response.statusCode() < 300 || response.statusCode() >= 400 || location == null) {
        return new Reply(response, commit, etag);
      }
      response.body().close();
      at = redirected(at, location);
    }
    throw new IOException("the hub redirects without end: " + hub);
  }

  private static URI redirected(URI from, String location) throws IOException {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("the hub redirects to what is no address: " + location, e);
    }
  }

  private static @Nullable String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** The name of a large file's content, else of the answer's; without quotes. */
  private static @Nullable String etag(HttpResponse<?> response) {
    String etag = header(response, "x-linked-etag");
    etag = etag == null ? header(response, "etag") : etag;
    String plain = etag == null ? "" : etag.replaceFirst("^W/", "").replace("\"", "");
    return plain.matches("[\\w.-]{1,128}") ? plain : null;
  }

  private Duration timeout() {
    try {
      String given = environment.get(TIMEOUT_KEY);
      return given == null || given.isEmpty() ? TIMEOUT : Duration.ofSeconds(Long.parseLong(given));
    } catch (NumberFormatException e) {
      return TIMEOUT;
    }
  }

  private static boolean sameHost(URI a, URI b) {
    return String.valueOf(a.getAuthority()).equals(b.getAuthority());
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new IOException(
          "the hub at "
              + endpoint()
              + " cannot be reached: no answer within "
              + timeout().toSeconds()
              + " s",
          e);
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
}
