// SPDX-License-Identifier: Apache-2.0
package llmbench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The network's share, measured beside the load and never taken off a figure silently: the time of
 * a name's resolution, of a TCP connection, and of a light round trip on a kept connection.
 *
 * @param resolveMillis of the host's name; the system may have cached it
 * @param connectMillis median of {@value #TIMES} connections
 * @param roundTripMillis median of {@value #TIMES} round trips; NaN if no light route answered
 * @param route the route of the round trips; null if none answered
 * @param error why nothing was measured; null if all is well
 */
public record NetworkProbe(
    double resolveMillis,
    double connectMillis,
    double roundTripMillis,
    @Nullable String route,
    @Nullable String error) {
  private static final int TIMES = 3;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * Measures now.
   *
   * @param baseUrl the server's address
   * @param server for the round trips
   * @param clock nanoseconds, monotonic
   */
  public static NetworkProbe measure(String baseUrl, ServerConnection server, LongSupplier clock) {
    URI uri = URI.create(baseUrl);
    int port =
        uri.getPort() > 0
            ? uri.getPort()
            : uri.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    double[] connects = new double[TIMES];
    double resolve;
    try {
      long start = clock.getAsLong();
      InetAddress address = InetAddress.getByName(uri.getHost());
      resolve = millisSince(start, clock);
      for (int i = 0; i < TIMES; i++) {
        start = clock.getAsLong();
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
          connects[i] = millisSince(start, clock);
        }
      }
    } catch (IOException e) {
      return new NetworkProbe(
          Double.NaN, Double.NaN, Double.NaN, null, String.valueOf(e.getMessage()));
    }
    String route = lightRoute(server);
    double roundTrip = route == null ? Double.NaN : roundTrip(server, route, clock);
    return new NetworkProbe(resolve, median(connects), roundTrip, route, null);
  }

  /** The first light route that answers 200; asking also opens the connection. */
  private static @Nullable String lightRoute(ServerConnection server) {
    for (String route : new String[] {"/health", "/v1/models"}) {
      try {
        if (server.get(route).ok()) {
          return route;
        }
      } catch (ServerException e) {
        return null;
      }
    }
    return null;
  }

  private static double roundTrip(ServerConnection server, String route, LongSupplier clock) {
    double[] trips = new double[TIMES];
    try {
      for (int i = 0; i < TIMES; i++) {
        long start = clock.getAsLong();
        Reply unused = server.get(route);
        trips[i] = millisSince(start, clock);
      }
    } catch (ServerException e) {
      return Double.NaN;
    }
    return median(trips);
  }

  private static double millisSince(long nanos, LongSupplier clock) {
    return (clock.getAsLong() - nanos) / NANOS_PER_MILLI;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** For the result's {@code llmbench.network}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (error != null) {
      members.put("error", error);
      return members;
    }
    members.put("resolve_ms", resolveMillis);
    members.put("connect_ms", connectMillis);
    members.put("round_trip_ms", Double.isNaN(roundTripMillis) ? null : roundTripMillis);
    members.put("round_trip_route", route);
    return members;
  }
}
