// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a server could not be reached, in words that say what to do. Where a proxy stands between, it
 * is named: it may be the one that did not answer.
 *
 * @param proxy the environment's; null for none
 * @param replyTimeout how long a reply is waited for
 */
record Unreachable(@Nullable InetSocketAddress proxy, Duration replyTimeout) {

  String noAnswer(URI uri, Duration timeout) {
    return uri + through() + ": no whole answer within " + timeout.toMillis() / 1e3 + " s" + hint();
  }

  String reason(URI uri, IOException e) {
    String where =
        "cannot reach " + uri.getScheme() + "://" + uri.getAuthority() + through() + ": ";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return where
            + "unknown host "
            + (proxy == null ? uri.getHost() + "; check base_url" : proxy.getHostString() + hint());
      }
      if (cause instanceof SSLException) {
        return where
            + "bad certificate or no TLS: "
            + cause.getMessage()
            + "; name the authority's PEM file with ca_file, or set insecure: true";
      }
    }
    if (e instanceof HttpConnectTimeoutException) {
      return where + "no connection within connect_timeout" + hint();
    }
    if (e instanceof HttpTimeoutException) {
      return noAnswer(uri, replyTimeout);
    }
    if (e instanceof ConnectException) {
      return where + "connection refused" + hint();
    }
    return where + e.getMessage() + hint();
  }

  private String through() {
    return proxy == null
        ? ""
        : " through the proxy " + proxy.getHostString() + ":" + proxy.getPort();
  }

  private String hint() {
    return proxy == null
        ? "; check base_url and that the server is up"
        : "; the proxy is the environment's (http_proxy, https_proxy, all_proxy): name the server in"
            + " no_proxy to go without it, or check base_url and that proxy and server are up";
  }
}
