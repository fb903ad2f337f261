// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

  /** The example of Prometheus' page on exposition formats, shortened. */
  @Test
  void readsTheExampleOfTheTextFormat() throws Exception {
    Exposition exposition =
        Exposition.parse(
            """
            # HELP http_requests_total The total number of HTTP requests.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400"}    3 1395066363000

            # Escaping in label values:
            msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9

            # Minimalistic line:
            metric_without_timestamp_and_labels 12.47

            # A weird metric from before the epoch:
            something_weird{problem="division by zero"} +Inf -3982045

            # TYPE http_request_duration_seconds histogram
            http_request_duration_seconds_bucket{le="0.05"} 24054
            http_request_duration_seconds_bucket{le="+Inf"} 144320
            http_request_duration_seconds_sum 53423
            http_request_duration_seconds_count 144320
            """);

    assertThat(exposition.named("http_requests_total"))
        .containsExactly(
            new Sample("http_requests_total", Map.of("method", "post", "code", "200"), 1027),
            new Sample("http_requests_total", Map.of("method", "post", "code", "400"), 3));
    assertThat(exposition.named("msdos_file_access_time_seconds").get(0).labels())
        .containsEntry("path", "C:\\DIR\\FILE.TXT")
        .containsEntry("error", "Cannot find file:\n\"FILE.TXT\"");
    assertThat(value(exposition, "metric_without_timestamp_and_labels")).isEqualTo(12.47);
    assertThat(value(exposition, "something_weird")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(exposition.types())
        .containsEntry("http_requests_total", "counter")
        .containsEntry("http_request_duration_seconds", "histogram");
    assertThat(exposition.counter("http_request_duration_seconds_bucket")).isTrue();
    assertThat(exposition.counter("metric_without_timestamp_and_labels")).isFalse();
    assertThat(exposition.named("absent")).isEmpty();
  }

  @Test
  void readsOpenMetricsWithExemplarsUpToItsEnd() throws Exception {
    Exposition exposition =
        Exposition.parse(
            """
            # TYPE foo histogram
            # UNIT foo seconds
            foo_bucket{le="0.1"} 8 # {} 0.054
            foo_bucket{le="1"} 11 1.5 # {trace_id="KOO5S4vxi0o"} 0.67
            foo_bucket{le="+Inf"} 17 # {trace_id="oHg5SJYRHA0",a="b",} 9.8 1520879607.789
            foo_count 17
            # TYPE bar counter
            bar_total{} 1e-3
            bar_created 1520430000.123
            # EOF
            after the end nothing counts
            """);

    assertThat(exposition.named("foo_bucket"))
        .extracting(Sample::value)
        .containsExactly(8d, 11d, 17d);
    assertThat(value(exposition, "bar_total")).isEqualTo(0.001);
    assertThat(exposition.counter("bar_total")).isTrue();
    assertThat(exposition.counter("bar_created")).isFalse();
  }

  @Test
  void readsQuotedNamesOfVersionOne() throws Exception {
    Exposition exposition =
        Exposition.parse("{\"my.dotted.metric\",\"a.label\"=\"x\",b=\"y\"} 3\n{\"alone\"} 4");

    assertThat(exposition.named("my.dotted.metric"))
        .containsExactly(new Sample("my.dotted.metric", Map.of("a.label", "x", "b", "y"), 3));
    assertThat(value(exposition, "alone")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "a NaN, NaN",
    "a nan, NaN",
    "a -Inf, -Infinity",
    "a Inf, Infinity",
    "a +inf, Infinity",
    "a .5, 0.5",
    "a 5., 5",
    "a -1E+3, -1000",
    "'a{ b = \"c\" , }\t7', 7",
    "vllm:x_1 2, 2"
  })
  void readsEveryFormOfANumber(String line, double expected) throws Exception {
    Exposition exposition = Exposition.parse("\r\n" + line + "\r\n");

    assertThat(exposition.byName().values().iterator().next().get(0).value())
        .isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a b",
        "a 1d",
        "a 0x1p3",
        "a 1_000",
        "a 1 2 3",
        "1a 2",
        "a{b=\"c\" 1",
        "a{b=\"c} 1",
        "a{b=c} 1",
        "a{b=\"\\x\"} 1",
        "a{b=\"1\",b=\"2\"} 1",
        "a{b=\"1\" c=\"2\"} 1",
        "a{b} 1",
        "a{\"b\"} 1",
        "{a=\"b\"} 1",
        "a 1 # x",
        "a 1 # {b=\"c\"}",
        "{\"status\":\"ok\"}",
        "[]",
        "<html>",
        "a{b=\"\\"
      })
  void refusesWhatIsNone(String line) {
    assertThatThrownBy(() -> Exposition.parse("ok 1\n" + line + "\n"))
        .isInstanceOf(ExpositionException.class)
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void readsWhatVllmSays() throws Exception {
    Exposition exposition = Readings.golden("vllm-0.32-after.txt");

    assertThat(value(exposition, "vllm:generation_tokens_total")).isEqualTo(48);
    assertThat(exposition.named("vllm:time_to_first_token_seconds_bucket")).hasSizeGreaterThan(20);
    assertThat(exposition.named("vllm:request_success_total"))
        .anySatisfy(
            sample -> {
              assertThat(sample.labels()).containsEntry("finished_reason", "length");
              assertThat(sample.value()).isEqualTo(3);
            });
  }

  private static double value(Exposition exposition, String name) {
    List<Sample> samples = exposition.named(name);
    assertThat(samples).as(name).hasSize(1);
    return samples.get(0).value();
  }
}
