// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import llmbench.plan.Secrets;
import llmbench.plan.Target;
import org.jspecify.annotations.Nullable;

/**
 * GETs, commands and token requests to the server under test beside the load. Headers, key, TLS
 * settings and proxy are those of the load.
 */
public final class ServerConnection {
  private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(60);

  /** Of what the server says of itself; the figures of a large one are 1 MB. */
  private static final int MOST_BYTES = 1 << 26;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String baseUrl;
  private final Map<String, String> headers;
  private final Secrets secrets;
  private final Unreachable unreachable;

  private ServerConnection(
      HttpClient client,
      String baseUrl,
      Map<String, String> headers,
      Secrets secrets,
      Unreachable unreachable) {
    this.client = client;
    this.baseUrl = baseUrl;
    this.headers = headers;
    this.secrets = secrets;
    this.unreachable = unreachable;
  }

  /**
   * A connection to that target; nothing is sent yet.
   *
   * @param baseUrl the target's address, or the embedded engine's
   * @param apiKey the key from the environment; null for none
   * @throws ServerException if the CA file is of no use
   */
  public static ServerConnection to(
      Target target, String baseUrl, @Nullable String apiKey, Duration connectTimeout) {
    return to(target, baseUrl, apiKey, connectTimeout, null);
  }

  /**
   * The same through a proxy.
   *
   * @param proxy its host and port; null for none
   * @throws ServerException if the CA file, the client's certificate or its key is of no use
   */
  public static ServerConnection to(
      Target target,
      String baseUrl,
      @Nullable String apiKey,
      Duration connectTimeout,
      @Nullable InetSocketAddress proxy) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(
                target.network().http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            // As the load: and the key would go along to wherever an answer points.
            .followRedirects(HttpClient.Redirect.NEVER);
    if (!connectTimeout.isZero()) {
      builder.connectTimeout(connectTimeout);
    }
    TrustManager[] trust = Trust.managers(target);
    KeyManagerFactory keys = ClientCertificate.of(target.network());
    if (trust != null || keys != null) {
      builder.sslContext(sslContext(keys, trust));
    }
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(new InetSocketAddress(proxy.getHostString(), proxy.getPort())));
    }
    Map<String, String> headers = headers(target, apiKey);
    return new ServerConnection(
        builder.build(),
        baseUrl,
        headers,
        Secrets.of(headers, target.secretHeaders()),
        new Unreachable(proxy, REPLY_TIMEOUT));
  }

  /**
   * The headers of every request: the key as bearer token, then the user's own, which win (as vLLM,
   * {@code endpoint_request_func.py}, {@code _update_headers_common}).
   */
  public static Map<String, String> headers(Target target, @Nullable String apiKey) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (apiKey != null && !apiKey.isEmpty()) {
      headers.put("Authorization", "Bearer " + apiKey);
    }
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      headers.keySet().removeIf(header.getKey()::equalsIgnoreCase);
      headers.put(header.getKey(), header.getValue());
    }
    return headers;
  }

  private static SSLContext sslContext(
      @Nullable KeyManagerFactory keys, TrustManager @Nullable [] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : keys.getKeyManagers(), trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ServerException("TLS is not available: " + e.getMessage());
    }
  }

  /**
   * GETs a route.
   *
   * @throws ServerException if no answer came; the message is for the user
   */
  Reply get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * POSTs JSON to a route.
   *
   * @throws ServerException if no answer came; the message is for the user
   */
  public Reply post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /**
   * POSTs a request for generation and reads the whole answer. For the ready check only.
   *
   * @throws ServerException if no answer came; the message is for the user
   */
  public RawReply generate(
      String path, String contentType, Map<String, String> apiHeaders, byte[] body) {
    Map<String, String> own = new LinkedHashMap<>(apiHeaders);
    own.keySet().removeIf(name -> headers.keySet().stream().anyMatch(name::equalsIgnoreCase));
    HttpRequest.Builder request = request(path);
    own.forEach(request::setHeader);
    request.setHeader("Content-Type", contentType);
    return raw(request.POST(BodyPublishers.ofByteArray(body)).build());
  }

  /**
   * POSTs nothing to a route and reads the whole answer.
   *
   * @param timeout most time until the answer has come
   * @throws ServerException if no answer came; the message is for the user
   */
  public Reply command(String path, Duration timeout) {
    return send(commandRequest(path, timeout));
  }

  /**
   * The same without waiting.
   *
   * @return the answer; fails with a {@link ServerException} if none came
   */
  public CompletableFuture<Reply> commandAsync(String path, Duration timeout) {
    HttpRequest request = commandRequest(path, timeout);
    return asked(request, timeout)
        .handle(
            (reply, failure) -> {
              if (reply != null) {
                return new Reply(reply.status(), json(reply.body()));
              }
              throw failed(request, timeout, failure);
            });
  }

  private HttpRequest commandRequest(String path, Duration timeout) {
    return request(path).timeout(timeout).POST(BodyPublishers.noBody()).build();
  }

  /**
   * GETs any address, without waiting. The headers and the key go along only to this server's own
   * host and port.
   *
   * @param timeout most time until the answer has come
   * @return the answer; fails with an {@code IOException} if none came
   */
  public CompletableFuture<RawReply> fetch(URI address, Duration timeout) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(address).timeout(timeout).GET();
    if (owns(address)) {
      headers.forEach(builder::setHeader);
    }
    return asked(builder.build(), timeout);
  }

  /**
   * Sends it. A request's own timeout ends with the answer's head; this one holds for the body too,
   * which has at most {@value #MOST_BYTES} bytes.
   */
  private CompletableFuture<RawReply> asked(HttpRequest request, Duration timeout) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, BoundedBody.upTo(MOST_BYTES));
    CompletableFuture<RawReply> reply =
        sent.thenApply(
            response -> {
              byte[] body = response.body();
              return new RawReply(response.statusCode(), secrets.masked(body, body.length));
            });
    // Not on the exchange itself: one that has ended, if by a timeout, cannot be cancelled any
    // more.
    var unused =
        reply
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    sent.cancel(true);
                  }
                });
    return reply;
  }

  /** Whether an address has this server's scheme, host and port. */
  public boolean owns(URI address) {
    return origin(address).equals(origin(URI.create(baseUrl)));
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = address.getPort() >= 0 ? address.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(REPLY_TIMEOUT);
    headers.forEach(builder::setHeader);
    return builder;
  }

  private Reply send(HttpRequest request) {
    RawReply reply = raw(request);
    return new Reply(reply.status(), json(reply.body()));
  }

  private RawReply raw(HttpRequest request) {
    Duration timeout = request.timeout().orElse(REPLY_TIMEOUT);
    try {
      return asked(request, timeout).get();
    } catch (ExecutionException e) {
      throw failed(request, timeout, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while waiting for " + request.uri());
    }
  }

  private ServerException failed(
      HttpRequest request, Duration timeout, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return new ServerException(unreachable.noAnswer(request.uri(), timeout));
    }
    return cause instanceof IOException e
        ? new ServerException(unreachable.reason(request.uri(), e))
        : new ServerException(request.uri() + ": " + cause);
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      return root == null ? MissingNode.getInstance() : root;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
