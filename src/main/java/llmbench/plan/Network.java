// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which servers requests go to, and over which connections.
 *
 * @param baseUrls the addresses, the target's own first; one where there is one server
 * @param strategy how requests are spread over several addresses
 * @param connections what connections are used
 * @param http2 whether HTTP/2 is offered to a server that speaks TLS
 * @param clientCert PEM file of the certificate chain that the client shows; null for none
 * @param clientKey PEM file of its key, PKCS#8 without a password; null for none
 */
public record Network(
    List<Weighted> baseUrls,
    UrlStrategy strategy,
    Connections connections,
    boolean http2,
    @Nullable Path clientCert,
    @Nullable Path clientKey) {

  /** How requests are spread. */
  public enum UrlStrategy {
    /** In turn. */
    ROUND_ROBIN,
    /** To the one with the fewest requests in flight; the first of several such. */
    LEAST_IN_FLIGHT,
    /** Drawn by weights, by the case's seed. */
    WEIGHTED
  }

  /** What connections are used. */
  public enum Connections {
    /** A slot keeps its connections from request to request. */
    REUSE,
    /** A new one for each request. */
    FRESH,
    /** As reuse, and a slot, and so a conversation, keeps its address too. */
    STICKY
  }

  /** One server, connections kept. */
  public static Network of(String baseUrl) {
    return new Network(
        List.of(new Weighted(baseUrl, 1)),
        UrlStrategy.ROUND_ROBIN,
        Connections.REUSE,
        false,
        null,
        null);
  }

  /** Whether there are several addresses. */
  public boolean several() {
    return baseUrls.size() > 1;
  }
}
