// SPDX-License-Identifier: Apache-2.0
package llmbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import llmbench.plan.Curve;
import llmbench.plan.Curve.Piece;
import llmbench.plan.RateProfile;
import llmbench.plan.RateProfile.Bursts;
import llmbench.plan.ThinkTime;
import llmbench.plan.TraceWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.nodes.Node;

/** How stages, curves, think times and windows are written. */
class TrafficTypesTest {

  private static <T> @Nullable T read(String name, ValueType<T> type, String yaml, Problems to) {
    Node node = Objects.requireNonNull(YamlText.compose(yaml, (wrong, line) -> {}));
    return type.read(node, new Report(to, new Source(Path.of("config.yaml")), name));
  }

  private static <T> T value(ValueType<T> type, String yaml) {
    Problems problems = new Problems();
    T value = read("key", type, yaml, problems);
    problems.throwIfAny();
    return Objects.requireNonNull(value);
  }

  private static ValueType<?> type(String name) {
    return switch (name) {
      case "rate_stages" -> TrafficTypes.rateStages();
      case "concurrency_stages" -> TrafficTypes.concurrencyStages();
      case "rate_curve" -> TrafficTypes.rateCurve();
      case "think_time" -> TrafficTypes.thinkTime();
      default -> TrafficTypes.traceWindow();
    };
  }

  private static List<String> mistakes(String name, String yaml) {
    Problems problems = new Problems();
    assertThat((Object) read(name, type(name), yaml, problems)).isNull();
    ConfigException thrown = catchThrowableOfType(ConfigException.class, problems::throwIfAny);
    return thrown.problems();
  }

  @Test
  void rateStagesAreRead() {
    assertThat(
            value(
                TrafficTypes.rateStages(),
                "[{duration: 30, rate: 5}, {duration: 60, from: 5, to: 50.5},"
                    + " {duration: 10, rate: 5, burst_size: 20, burst_interval: 2},"
                    + " {duration: 4, burst_size: 1, burst_interval: 0.5}]"))
        .isEqualTo(
            new RateProfile(
                new Curve(
                    List.of(
                        new Piece(30, 5, 5),
                        new Piece(60, 5, 50.5),
                        new Piece(10, 5, 5),
                        new Piece(4, 0, 0))),
                List.of(new Bursts(90, 100, 20, 2), new Bursts(100, 104, 1, 0.5))));
    assertThat(value(TrafficTypes.rateStages(), "[{duration: 60, from: 0, to: 1}]").bursts())
        .isEmpty();
  }

  @Test
  void concurrencyStagesAreRead() {
    assertThat(
            value(
                TrafficTypes.concurrencyStages(),
                "[{duration: 30, concurrency: 4}, {duration: 60, from: 4, to: 64}]"))
        .isEqualTo(new Curve(List.of(new Piece(30, 4, 4), new Piece(60, 4, 64))));
  }

  @Test
  void thinkTimesAreRead() {
    ValueType<ThinkTime> type = TrafficTypes.thinkTime();
    assertThat(value(type, "1.5")).isEqualTo(new ThinkTime.Constant(1.5));
    assertThat(value(type, "{distribution: constant, seconds: 0}"))
        .isEqualTo(new ThinkTime.Constant(0));
    assertThat(value(type, "{distribution: exponential, mean: 2}"))
        .isEqualTo(new ThinkTime.Exponential(2, ThinkTime.NO_MAX));
    assertThat(value(type, "{distribution: lognormal, mean: 2, sigma: 0.5, max: 30}"))
        .isEqualTo(new ThinkTime.Lognormal(Math.log(2) - 0.125, 0.5, 30));
    assertThat(value(type, "'{distribution: lognormal, median: 2, sigma: 0.5}'"))
        .isEqualTo(new ThinkTime.Lognormal(Math.log(2), 0.5, ThinkTime.NO_MAX));
  }

  @Test
  void windowsAreRead() {
    assertThat(value(TrafficTypes.traceWindow(), "[0, 600]")).isEqualTo(new TraceWindow(0, 600));
    assertThat(value(TrafficTypes.traceWindow(), "[7.5, inf]"))
        .isEqualTo(new TraceWindow(7.5, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rate_stages | 5 | expected a list of {duration, rate} or {duration, from, to}",
        "rate_stages | [] | expected a list of {duration, rate} or {duration, from, to}",
        "rate_stages | [3] | expected a list of {duration, rate} or {duration, from, to}",
        "rate_stages | [{rate: 5}] | expected duration: a number > 0, found none",
        "rate_stages | [{duration: 0, rate: 5}] | expected a number > 0, found 0",
        "rate_stages | [{duration: 3, rate: inf}] | expected a number ≥ 0, found inf",
        "rate_stages | [{duration: 3}] | expected rate, or from and to, found neither",
        "rate_stages | [{duration: 3, rate: 5, to: 5}] | expected rate, or from and to, found both",
        "rate_stages | [{duration: 3, from: 5}] | expected to: a number ≥ 0, found none",
        "rate_stages | [{duration: 3, rate: 0}] | expected a stage with a rate > 0 or bursts, found none",
        "rate_stages | [{duration: 3, rate: 1, burst_size: 2}] | expected burst_interval: a number > 0, found none",
        "rate_stages | [{duration: 3, rate: 1, burst_size: 0, burst_interval: 1}] | expected an integer ≥ 1, found 0",
        "rate_stages | [{duration: 3, rtae: 1}] | expected one of burst_interval, burst_size, duration, from, rate, to, found",
        "concurrency_stages | [{duration: 3, concurrency: 1.5}] | expected an integer ≥ 0, found 1.5",
        "concurrency_stages | [{duration: 3, from: 0, to: 0}] | expected a stage with a concurrency of at least 1, found none",
        "concurrency_stages | {duration: 3} | expected a list of {duration, concurrency} or {duration, from, to}",
        "rate_curve | no/such.csv | expected a CSV of seconds,value, found no file no",
        "think_time | fast | expected seconds ≥ 0, or a map such as {distribution: lognormal",
        "think_time | -1 | expected seconds ≥ 0, or a map such as {distribution: lognormal",
        "think_time | {mean: 2} | expected distribution: one of constant, exponential, lognormal, found none",
        "think_time | {distribution: exponential} | expected mean: a number > 0, found none",
        "think_time | {distribution: exponential, mean: 1, sigma: 2} | expected mean, max with distribution: exponential, found sigma",
        "think_time | {distribution: lognormal, mean: 2, median: 1, sigma: 1} | expected median, sigma, max with distribution: lognormal, found mean",
        "think_time | {distribution: constant, seconds: 2, max: 1} | expected seconds with distribution: constant, found max",
        "trace_window | [600, 0] | expected a number > 0, found 0",
        "trace_window | [600, 600] | expected [from, to] in seconds of the trace with 0 ≤ from < to, to may be inf, found 600.0 and 600.0",
        "trace_window | [1] | expected [from, to] in seconds of the trace",
      })
  void mistakesAreSaid(String name, String yaml, String message) {
    assertThat(mistakes(name, yaml))
        .singleElement()
        .asString()
        .startsWith("config.yaml:1 " + name + ": " + message);
  }

  @Test
  void allMistakesAreSaidInTheirLines() {
    assertThat(
            mistakes(
                "rate_stages",
                "- {duration: x, rate: 5}\n- {duration: 3, rate: 5}\n- {duration: 3, rate: -1}\n"))
        .containsExactly(
            "config.yaml:1 rate_stages: expected a number > 0, found \"x\"",
            "config.yaml:3 rate_stages: expected a number ≥ 0, found -1");
  }

  @Test
  void aCurveIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("day.csv");
    Files.writeString(file, "\uFEFFseconds,rate\n\n# night\n0, 5\n21600,5\n21600,10\n43200,50.5\n");
    assertThat(value(TrafficTypes.rateCurve(), file.toString()))
        .isEqualTo(new Curve(List.of(new Piece(21_600, 5, 5), new Piece(21_600, 10, 50.5))));
    Files.writeString(file, "0,0\n5,0\n");
    assertThat(mistakes("rate_curve", file.toString()))
        .containsExactly(
            "config.yaml:1 rate_curve: expected a CSV with a value > 0, found none in " + file);
    Files.writeString(file, "1,x\n2,-4\n");
    assertThat(mistakes("rate_curve", file.toString()))
        .containsExactly(
            "config.yaml:1 rate_curve: "
                + file
                + ":1: expected seconds,value with numbers ≥ 0, found \"1,x\"",
            "config.yaml:1 rate_curve: "
                + file
                + ":2: expected seconds,value with numbers ≥ 0, found \"2,-4\"");
    Files.write(file, new byte[] {'0', ',', (byte) 0xff});
    assertThat(mistakes("rate_curve", file.toString()))
        .singleElement()
        .asString()
        .contains("expected a CSV in UTF-8");
  }

  @Test
  void mistakesOfACurveAreSaidByLine() {
    List<String> wrong = new ArrayList<>();
    assertThat(
            CurveCsv.parse(
                "c.csv", List.of("a,b", "c,d", "3,1", "9,1", "8,1", "10;1", "1,2,3"), wrong::add))
        .isNull();
    assertThat(wrong)
        .containsExactly(
            "c.csv:2: expected seconds,value with numbers ≥ 0, found \"c,d\"",
            "c.csv:3: expected 0 seconds at the first point, found 3.0",
            "c.csv:5: expected seconds ≥ 9.0, found 8.0",
            "c.csv:6: expected seconds,value with numbers ≥ 0, found \"10;1\"",
            "c.csv:7: expected seconds,value with numbers ≥ 0, found \"1,2,3\"");
    wrong.clear();
    assertThat(CurveCsv.parse("c.csv", List.of("0,4", "0,5"), wrong::add)).isNull();
    assertThat(wrong)
        .containsExactly("c.csv: expected two points at different seconds, found fewer");
    wrong.clear();
    assertThat(CurveCsv.parse("c.csv", Collections.nCopies(30, "?"), wrong::add)).isNull();
    assertThat(wrong).hasSize(21).last().isEqualTo("c.csv: 10 more lines are wrong");
  }
}
