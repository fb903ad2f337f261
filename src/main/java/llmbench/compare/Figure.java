// SPDX-License-Identifier: Apache-2.0
package llmbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A figure that is compared.
 *
 * @param key its key in a result
 * @param unit of its values; empty for a share
 * @param moreIsBetter whether a higher value is the better one
 */
record Figure(String key, String unit, boolean moreIsBetter) {
  static final String REQUESTS = "request_throughput";
  static final String OUTPUT = "output_throughput";
  static final String TOKENS = "total_token_throughput";
  static final String GOODPUT = "request_goodput";

  /** Failed requests as a share of those sent; its change is in percentage points. */
  static final String FAILED = "failed";

  private static final List<String> LATENCIES = List.of("ttft", "tpot", "itl", "e2el");

  /** In the order in which they are shown. */
  static final List<Figure> ALL = all();

  boolean failures() {
    return key.equals(FAILED);
  }

  static Optional<Figure> of(String key) {
    return ALL.stream().filter(figure -> figure.key().equals(key)).findFirst();
  }

  /** The metric that it is of: {@code ttft} of {@code p99_ttft_ms}, else its key. */
  String metric() {
    return unit.equals("ms") ? key.substring(key.indexOf('_') + 1, key.length() - 3) : key;
  }

  /** What a user may name it by: its key, or the metric that it is of. */
  boolean named(String name) {
    return name.equals(key) || name.equals(metric());
  }

  private static List<Figure> all() {
    List<Figure> all = new ArrayList<>();
    all.add(new Figure(REQUESTS, "req/s", true));
    all.add(new Figure(OUTPUT, "tok/s", true));
    all.add(new Figure(TOKENS, "tok/s", true));
    all.add(new Figure(GOODPUT, "req/s", true));
    for (String metric : LATENCIES) {
      for (String statistic : List.of("mean", "median", "p90", "p99")) {
        all.add(new Figure(statistic + "_" + metric + "_ms", "ms", false));
      }
    }
    all.add(new Figure(FAILED, "", false));
    return List.copyOf(all);
  }
}
