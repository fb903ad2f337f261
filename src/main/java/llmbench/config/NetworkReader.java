// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import llmbench.plan.Network;
import llmbench.plan.Network.Connections;
import llmbench.plan.Network.UrlStrategy;
import llmbench.plan.Target;
import llmbench.plan.Weighted;
import org.jspecify.annotations.Nullable;

/** Which servers requests go to, and over which connections. */
final class NetworkReader {
  private final Values values;

  NetworkReader(Values values) {
    this.values = values;
  }

  /** Whether the embedded engine is asked for. */
  static boolean embedded(Values values) {
    List<Weighted> urls = values.find(TargetKeys.BASE_URL);
    return urls != null && urls.get(0).name().equals(Target.EMBEDDED);
  }

  Network read(List<Weighted> baseUrls) {
    if (baseUrls.size() > 1) {
      // Of several servers these would be told to the first alone.
      for (Key<Boolean> key : List.of(Keys.RESET_PREFIX_CACHE, Keys.PROFILE)) {
        if (values.get(key)) {
          values.mistake(key, "it with one base_url", "it with " + baseUrls.size());
        }
      }
    } else {
      inVain(TargetKeys.URL_STRATEGY, "it with several base_url", "it with one");
    }
    boolean secure = baseUrls.stream().allMatch(url -> url.name().startsWith("https:"));
    if (!secure) {
      inVain(
          TargetKeys.HTTP2,
          "it with an https base_url, where the server agrees to it",
          "it with http");
      inVain(TargetKeys.CLIENT_CERT, "it with an https base_url", "it with http");
    }
    Path cert = readable(TargetKeys.CLIENT_CERT);
    Path key = readable(TargetKeys.CLIENT_KEY);
    if ((cert == null) != (key == null)
        && values.sound(TargetKeys.CLIENT_CERT, TargetKeys.CLIENT_KEY)) {
      values.mistake(
          cert == null ? TargetKeys.CLIENT_KEY : TargetKeys.CLIENT_CERT,
          "client_cert and client_key together",
          "one of them");
    }
    return new Network(
        baseUrls, strategy(baseUrls), connections(), values.get(TargetKeys.HTTP2), cert, key);
  }

  private UrlStrategy strategy(List<Weighted> baseUrls) {
    boolean weights = baseUrls.stream().anyMatch(url -> url.weight() != 1);
    UrlStrategy strategy =
        switch (values.get(TargetKeys.URL_STRATEGY)) {
          case "least_in_flight" -> UrlStrategy.LEAST_IN_FLIGHT;
          case "weighted" -> UrlStrategy.WEIGHTED;
          default -> UrlStrategy.ROUND_ROBIN;
        };
    if (weights && strategy != UrlStrategy.WEIGHTED) {
      values.mistake(
          TargetKeys.URL_STRATEGY, "weighted with weights of base_url", "another strategy");
    }
    return strategy;
  }

  private Connections connections() {
    return switch (values.get(TargetKeys.CONNECTION_POLICY)) {
      case "fresh" -> Connections.FRESH;
      case "sticky" -> Connections.STICKY;
      default -> Connections.REUSE;
    };
  }

  private void inVain(Key<?> key, String expected, String found) {
    Object value = values.find(key);
    if (values.given(key) && value != null && !value.equals(key.defaultValue())) {
      values.mistake(key, expected, found);
    }
  }

  private @Nullable Path readable(Key<Path> key) {
    Path file = values.find(key);
    if (file != null && !Files.isReadable(file)) {
      values.mistake(
          key, "a readable PEM file", "none at " + Found.clip(file.toAbsolutePath().toString()));
    }
    return file;
  }
}
