// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import llmbench.plan.Network;
import llmbench.plan.ServerCommand;
import llmbench.plan.ServerSpec;
import org.jspecify.annotations.Nullable;

/** What is asked of servers beside the load. */
final class ServerReader {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Values values;

  ServerReader(Values values) {
    this.values = values;
  }

  ServerSpec read(Network network, @Nullable ServerCommand command) {
    return new ServerSpec(
        urls(network),
        Duration.ofNanos(Math.round(values.get(Keys.SERVER_METRICS_INTERVAL) * NANOS_PER_SECOND)),
        names(),
        values.get(Keys.RESET_PREFIX_CACHE),
        values.get(Keys.PROFILE),
        command);
  }

  private @Nullable List<URI> urls(Network network) {
    List<String> given = values.find(Keys.SERVER_METRICS_URLS);
    if (given == null) {
      // Of several servers each has metrics of its own.
      return network.several()
          ? network.baseUrls().stream()
              .flatMap(base -> Stream.ofNullable(url(base.name() + "/metrics")))
              .toList()
          : null;
    }
    List<URI> urls = new ArrayList<>();
    for (String text : given) {
      URI url = url(text);
      if (url != null) {
        urls.add(url);
      } else if (text.indexOf('@') >= 0) {
        values.mistake(Keys.SERVER_METRICS_URLS, "addresses without @", "one with a user name");
      } else {
        values.mistake(Keys.SERVER_METRICS_URLS, "http(s)://HOST[:PORT]/PATH", Found.quote(text));
      }
    }
    return List.copyOf(urls);
  }

  private static @Nullable URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      boolean port = url.getPort() == -1 || (url.getPort() > 0 && url.getPort() <= 65_535);
      boolean plain = text.indexOf('@') < 0 && url.getRawFragment() == null;
      return http && port && plain && url.getHost() != null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private List<Pattern> names() {
    List<Pattern> names = new ArrayList<>();
    for (String text : values.get(Keys.SERVER_METRICS_NAMES)) {
      try {
        names.add(Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        values.mistake(
            Keys.SERVER_METRICS_NAMES,
            "regular expressions",
            Found.quote(text) + ": " + e.getDescription());
      }
    }
    return List.copyOf(names);
  }
}
