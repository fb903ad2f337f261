// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import llmbench.plan.LiveSpec;
import org.jspecify.annotations.Nullable;

/** The keys of what is shown while a run goes on; as in {@link Keys}. */
final class LiveKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();

  static final Key<Boolean> QUIET = add(Key.required("quiet", ScalarTypes.flag(), "false"));

  static final Key<Integer> LIVE =
      add(Key.required("live", ScalarTypes.integer(0, 65_535).map(Long::intValue), "0"));

  static final Key<String> LIVE_HOST =
      add(
          Key.required(
              "live_host",
              ScalarTypes.text("a host name or address", Route::isHost),
              LiveSpec.LOOPBACK));

  static final Key<URI> OTLP_ENDPOINT =
      add(
          Key.optional(
              "otlp_endpoint",
              ScalarTypes.ofText("http(s)://HOST[:PORT] of a collector", LiveKeys::address)));

  static final Key<Boolean> OTLP_SPANS =
      add(Key.required("otlp_spans", ScalarTypes.flag(), "false"));

  private LiveKeys() {}

  /** An address without a user's name, query or fragment; null of anything else. */
  private static @Nullable URI address(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean http = scheme.equals("http") || scheme.equals("https");
      boolean plain =
          text.indexOf('@') < 0 && url.getRawQuery() == null && url.getRawFragment() == null;
      return http && plain && url.getHost() != null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** In the order of this file. */
  static List<Key<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
