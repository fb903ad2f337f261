// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.metrics.KnownAnswer;
import llmbench.metrics.Requests;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleBlockTest {
  /** Those in which every chunk is output, so that vLLM's peak and ours are of the same chunks. */
  static Stream<KnownAnswer> answersOfOneReading() {
    return Stream.of("plain", "on-the-second", "all-failed").map(KnownAnswer::load);
  }

  @ParameterizedTest
  @MethodSource("answersOfOneReading")
  void blockIsWhatVllmPrintsByteForByteInEveryLocale(KnownAnswer answer) {
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("und", "de-DE", "tr-TR", "ar-EG-u-nu-arab")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(block(answer)).as(tag).isEqualTo(answer.console());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void mixedStreamsDifferFromVllmInThePeakOnly() {
    KnownAnswer answer = KnownAnswer.load("mixed");
    List<String> ours = block(answer).lines().toList();
    List<String> theirs = answer.console().lines().toList();

    assertThat(ours).hasSameSizeAs(theirs);
    assertThat(ours.stream().filter(line -> !theirs.contains(line)))
        .containsExactly(
            String.format(
                Locale.ROOT,
                "%-40s %-10s",
                "Peak output token throughput (tok/s):",
                answer.allChunksOfCompleted().get("max_output_tokens_per_s").asText() + "0"));
  }

  @Test
  void withoutAConcurrencyLimitAndGoodputTheirLinesAreLeftOut() {
    Case unlimited = new Case(1, 8, 8, null, 1);
    MetricSpec spec =
        new MetricSpec(
            Set.of(Metric.TTFT, Metric.CLIENT_QUEUE_TIME, Metric.E2EL_INCLUDING_CLIENT_QUEUE),
            List.of(),
            null);

    String block =
        ConsoleBlock.of(
            ServingMetrics.of(List.of(Requests.request(0).sentAt(0).output(10, 20).build()), spec),
            spec,
            unlimited);

    assertThat(block)
        .doesNotContain("Maximum request concurrency", "goodput", "Queue", "TPOT", "P99")
        .contains("Mean TTFT (ms):                          10.00     \n");
  }

  /** Blocks of vLLM's own code, see golden/servermetrics/make_decoding_answers.py. */
  @ParameterizedTest
  @ValueSource(strings = {"speculative", "diffusion", "both", "no-draft", "neither"})
  void decodingIsPrintedAsVllmPrintsIt(String name) throws IOException {
    ObjectMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
    JsonNode answer =
        mapper.readTree(
            Path.of("src/test/resources/golden/servermetrics/decoding-" + name + ".json").toFile());
    Map<String, Object> figures =
        mapper.convertValue(answer.path("figures"), new TypeReference<>() {});
    MetricSpec spec = new MetricSpec(Set.of(), List.of(), null);
    String theirs = answer.path("console").asText();
    int section = theirs.indexOf("Diffusion") + theirs.indexOf("Speculative") + 1;

    String block =
        ConsoleBlock.of(
            ServingMetrics.of(List.<RequestRecord>of(), spec),
            spec,
            new Case(1, 8, 8, 1, 1),
            figures);

    String lastLines = theirs.substring(theirs.lastIndexOf("P99 TTFT"));
    String expected = lastLines.substring(lastLines.indexOf('\n') + 1);
    assertThat(block).endsWith("Total token throughput (tok/s):          0.00      \n" + expected);
    assertThat(section > 0).as("a section is expected").isEqualTo(!figures.isEmpty());
  }

  /** {@code python -c "for v in (...): print('{:.2f}'.format(v))"}. */
  @ParameterizedTest
  @CsvSource({
    "0.125, 0.12",
    "0.375, 0.38",
    "2.675, 2.67",
    "1e21, 1000000000000000000000.00",
    "0.005, 0.01",
    "0, 0.00",
    "1234567.891, 1234567.89"
  })
  void decimalsAreRoundedAsPythonDoes(double value, String expected) {
    assertThat(ConsoleBlock.twoDecimals(value)).isEqualTo(expected);
  }

  private static String block(KnownAnswer answer) {
    return ConsoleBlock.of(answer.metrics(), answer.spec(), answer.benchCase());
  }
}
