// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads figures with their intervals out of a result. */
final class ResultFigures {
  /** The latencies that are shown, by vLLM's names. */
  static final List<String> METRICS = List.of("ttft", "tpot", "itl", "e2el");

  /** Rates that are shown. */
  static final List<String> RATES =
      List.of("request_throughput", "output_throughput", "total_token_throughput");

  private static final Pattern PERCENTILE =
      Pattern.compile("p(\\d+(?:\\.\\d+)?)_(?:ttft|tpot|itl|e2el)_ms");

  private ResultFigures() {}

  /** The highest percentile that a result has, such as {@code p99}; empty if it has none. */
  static String tail(ResultSheet sheet) {
    String tail = "";
    double highest = -1;
    Iterator<String> names = sheet.top().fieldNames();
    while (names.hasNext()) {
      Matcher name = PERCENTILE.matcher(names.next());
      if (name.matches() && Double.parseDouble(name.group(1)) > highest) {
        highest = Double.parseDouble(name.group(1));
        tail = "p" + name.group(1);
      }
    }
    return tail;
  }

  /** The key of a latency's statistic: {@code mean}, {@code median}, or a percentile. */
  static String key(String statistic, String metric) {
    return statistic + "_" + metric + "_ms";
  }

  /**
   * A figure of the whole case.
   *
   * @return null if the result has none, or if no request completed, when it says nothing
   */
  static @Nullable Figure whole(ResultSheet sheet, String key) {
    return figure(sheet.completed(), sheet.top(key), sheet.ours("intervals", key));
  }

  /** The same of the steady window; null where there is no such window too. */
  static @Nullable Figure steady(ResultSheet sheet, String key) {
    JsonNode steady = sheet.ours("steady");
    return figure(
        steady.path("completed").asInt(), steady.path(key), steady.path("intervals").path(key));
  }

  private static @Nullable Figure figure(int completed, JsonNode value, JsonNode interval) {
    Double number = ResultSheet.number(value);
    return number == null || completed == 0
        ? null
        : new Figure(
            number, ResultSheet.number(interval.path(0)), ResultSheet.number(interval.path(1)));
  }

  /** Every figure for the charts: rates by their keys, latencies as {@code ttft_median}. */
  static Map<String, Figure> all(ResultSheet sheet, boolean ofSteadyWindow) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (String rate : RATES) {
      put(figures, rate, sheet, rate, ofSteadyWindow);
    }
    String tail = tail(sheet);
    for (String metric : METRICS) {
      put(figures, metric + "_mean", sheet, key("mean", metric), ofSteadyWindow);
      put(figures, metric + "_median", sheet, key("median", metric), ofSteadyWindow);
      if (!tail.isEmpty()) {
        put(figures, metric + "_tail", sheet, key(tail, metric), ofSteadyWindow);
      }
    }
    return figures;
  }

  private static void put(
      Map<String, Figure> figures, String name, ResultSheet sheet, String key, boolean steady) {
    Figure figure = steady ? steady(sheet, key) : whole(sheet, key);
    if (figure != null) {
      figures.put(name, figure);
    }
  }

  /** Orders tails such as {@code p99} and {@code p99.9}. */
  static final Comparator<String> BY_RANK =
      Comparator.comparingDouble(
          tail -> tail.isEmpty() ? -1 : Double.parseDouble(tail.substring(1)));
}
