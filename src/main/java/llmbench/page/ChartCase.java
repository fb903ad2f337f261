// SPDX-License-Identifier: Apache-2.0
package llmbench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case for the charts; written as JSON with these names.
 *
 * @param name its name
 * @param group what its curve is of: its lengths, such as {@code io256x64}
 * @param concurrency its limit; null without
 * @param rate requests per second; null for {@code inf}
 * @param whole figures of the whole case
 * @param steady figures of the steady window; empty without one
 * @param window begin and end of the steady window, in seconds since the case began; empty without
 * @param tail which percentile {@code …_tail} is
 * @param time the case over time
 * @param server what the server said, over time
 * @param distributions by metric
 * @param lanes requests as rows: index, try, due, sent, first, end, outcome, tokens, and the ends
 *     of its gaps, in seconds since the case began; first is null where no output came
 * @param requests how many tries the case has
 * @param gap from which on a gap is marked, in ms
 */
record ChartCase(
    String name,
    String group,
    @Nullable Integer concurrency,
    @Nullable Double rate,
    Map<String, Figure> whole,
    Map<String, Figure> steady,
    double[] window,
    String tail,
    Timeline time,
    Map<String, Series> server,
    Map<String, Distribution> distributions,
    List<List<@Nullable Object>> lanes,
    int requests,
    double gap) {

  static ChartCase of(
      ResultSheet sheet, CaseStreams streams, Map<String, Series> server, double gapMillis) {
    JsonNode concurrency = sheet.top("max_concurrency");
    JsonNode steady = sheet.ours("steady");
    return new ChartCase(
        sheet.name(),
        group(sheet),
        concurrency.isNumber() ? (Integer) concurrency.asInt() : null,
        sheet.number("request_rate"),
        rounded(ResultFigures.all(sheet, false)),
        rounded(ResultFigures.all(sheet, true)),
        steady.path("found").asBoolean()
            ? new double[] {steady.path("from_s").asDouble(), steady.path("to_s").asDouble()}
            : new double[0],
        ResultFigures.tail(sheet),
        rounded(streams.timeline()),
        roundedSeries(server),
        roundedDistributions(streams.distributions()),
        streams.lanes().stream().map(lane -> row(lane, streams.origin())).toList(),
        streams.requests(),
        gapMillis);
  }

  private static String group(ResultSheet sheet) {
    JsonNode input = sheet.ours("case", "input_len");
    return input.isNumber()
        ? "io" + input.asInt() + "x" + sheet.ours("case", "output_len").asInt()
        : "all";
  }

  private static Map<String, Figure> rounded(Map<String, Figure> figures) {
    Map<String, Figure> rounded = new LinkedHashMap<>();
    figures.forEach(
        (key, figure) ->
            rounded.put(
                key,
                new Figure(
                    Numbers.rounded(figure.v()), rounded(figure.lo()), rounded(figure.hi()))));
    return rounded;
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : (Double) Numbers.rounded(value.doubleValue());
  }

  private static Timeline rounded(Timeline time) {
    return new Timeline(
        time.from(), time.step(), Numbers.rounded(time.tokens()), Numbers.rounded(time.flight()));
  }

  private static Map<String, Series> roundedSeries(Map<String, Series> server) {
    Map<String, Series> rounded = new LinkedHashMap<>();
    server.forEach(
        (quantity, series) ->
            rounded.put(
                quantity,
                new Series(Numbers.rounded(series.at()), Numbers.rounded(series.values()))));
    return rounded;
  }

  private static Map<String, Distribution> roundedDistributions(Map<String, Distribution> all) {
    Map<String, Distribution> rounded = new LinkedHashMap<>();
    all.forEach(
        (metric, each) ->
            rounded.put(
                metric,
                new Distribution(
                    each.count(),
                    each.below(),
                    Numbers.rounded(each.millis()),
                    Numbers.rounded(each.shares()),
                    each.bin(),
                    Numbers.rounded(each.bins()))));
    return rounded;
  }

  private static List<@Nullable Object> row(Lane lane, long origin) {
    List<Double> gaps = new ArrayList<>();
    for (long[] gap : lane.gaps()) {
      gaps.add(Numbers.seconds(gap[0] - origin));
      gaps.add(Numbers.seconds(gap[1] - origin));
    }
    List<@Nullable Object> row = new ArrayList<>();
    row.add(lane.index());
    row.add(lane.attempt());
    row.add(Numbers.seconds(lane.due() - origin));
    row.add(Numbers.seconds(lane.sent() - origin));
    row.add(lane.first() < 0 ? null : Numbers.seconds(lane.first() - origin));
    row.add(Numbers.seconds(lane.end() - origin));
    row.add(lane.outcome());
    row.add(lane.tokens());
    row.add(gaps);
    return row;
  }
}
