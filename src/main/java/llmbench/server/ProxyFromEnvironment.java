// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names, as aiohttp's {@code trust_env}, which vLLM sets, finds it:
 * {@code http_proxy} and {@code https_proxy} by the address's scheme, {@code all_proxy} else, names
 * in small letters before large ones; none for hosts in {@code no_proxy}.
 */
public final class ProxyFromEnvironment {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private ProxyFromEnvironment() {}

  /**
   * The proxy's host and port for an address; null for none.
   *
   * @throws ServerException if a variable holds no address of an HTTP proxy
   */
  public static @Nullable InetSocketAddress of(String url, Map<String, String> environment) {
    URI address = URI.create(url);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    for (String name : new String[] {scheme + "_proxy", "all_proxy"}) {
      String proxy = variable(name, environment);
      if (proxy != null && !excluded(host, variable("no_proxy", environment))) {
        return parse(name, proxy);
      }
    }
    return null;
  }

  private static @Nullable String variable(String name, Map<String, String> environment) {
    String value = environment.get(name);
    String found = value == null ? environment.get(name.toUpperCase(Locale.ROOT)) : value;
    return found == null || found.isBlank() ? null : found.strip();
  }

  private static boolean excluded(String host, @Nullable String noProxy) {
    if (noProxy == null) {
      return false;
    }
    for (String each : noProxy.toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = each.strip().replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
      if (each.strip().equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
        return true;
      }
    }
    return false;
  }

  private static InetSocketAddress parse(String name, String proxy) {
    String text = proxy.contains("://") ? proxy : "http://" + proxy;
    try {
      URI address = URI.create(text);
      if (address.getHost() != null
          && address.getUserInfo() == null
          && address.getScheme().startsWith("http")) {
        int usual = address.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
        return InetSocketAddress.createUnresolved(
            address.getHost(), address.getPort() < 0 ? usual : address.getPort());
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new ServerException(
        name
            + ": expected http://HOST:PORT of a proxy without a password; unset it, or name the"
            + " server in no_proxy");
  }
}
