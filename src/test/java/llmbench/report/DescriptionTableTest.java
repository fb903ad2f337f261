// SPDX-License-Identifier: Apache-2.0
package llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.ConversationMetricsTest;
import llmbench.metrics.Description;
import llmbench.metrics.TurnSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vLLM's own code printed: {@code golden/conversation/turns.txt}. */
class DescriptionTableTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/conversation/turns.txt");

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void theSummaryIsVllms(double warmupShare) throws IOException {
    TurnSummary summary =
        ConversationMetrics.of(ConversationMetricsTest.goldenRecords()).vllmSummary(warmupShare);
    String printed = Files.readString(GOLDEN);
    assertThat(DescriptionTable.text(summary.columns())).contains("\nlatency_ms");
    assertThat(printed)
        .contains("\n" + DescriptionTable.text(summary.columns()) + "---")
        .contains("runtime_sec = " + decimals(summary.runtimeSeconds()))
        .contains("requests_per_sec = " + decimals(summary.requestsPerSecond()));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f\n", value);
  }

  @Test
  void numbersOfAColumnHaveOneForm() throws IOException {
    String printed = Files.readString(GOLDEN);
    for (double[] sample :
        List.of(
            new double[] {0.001, 7},
            new double[] {1e7, 0.5},
            new double[] {1234567.5, 0},
            new double[] {3},
            new double[] {0.125, 2.5, 12.375})) {
      Map<String, Description> rows = new LinkedHashMap<>();
      double[] twos = new double[sample.length];
      Arrays.fill(twos, 2);
      List<Double> ranks = List.of(25.0, 50.0, 75.0, 90.0);
      rows.put("a", Description.of(sample, ranks));
      rows.put("long_name", Description.of(twos, ranks));
      assertThat(printed).contains("\n" + DescriptionTable.text(rows));
    }
  }

  @Test
  void noRowsAreNoTable() {
    assertThat(DescriptionTable.text(Map.of())).isEmpty();
  }
}
