// SPDX-License-Identifier: Apache-2.0
package llmbench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answers from numpy ({@code golden/random/make_legacy_draws.py}). */
class NumpyLegacyDistributionsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/random/legacy-draws.jsonl");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Iterable<String> lines() throws IOException {
    return Files.readAllLines(GOLDEN);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void drawsAreNumpys(String line) throws IOException {
    JsonNode golden = JSON.readTree(line);
    var random = NumpyLegacyDistributions.ofSeed(golden.path("seed").longValue());
    JsonNode values = golden.path("values");
    JsonNode arguments = golden.path("arguments");
    double first = arguments.path(0).doubleValue();
    double second = arguments.path(1).doubleValue();
    String call = golden.path("call").textValue();
    assertThat(values).isNotEmpty();
    if (call.equals("randint")) {
      assertThat(random.integers((int) first, (int) second, values.size()))
          .isEqualTo(JSON.convertValue(values, long[].class));
    } else {
      for (JsonNode value : values) {
        switch (call) {
          case "poisson" -> assertThat(random.poisson(first)).isEqualTo(value.longValue());
          case "zipf" -> assertThat(random.zipf(first)).isEqualTo(value.longValue());
          case "uniform" ->
              assertThat(random.uniform(first, second)).isEqualTo(value.doubleValue());
          case "exponential" -> close(random.exponential(first), value);
          default -> close(random.lognormal(first, second), value);
        }
      }
    }
    assertThat(random.random()).isEqualTo(golden.path("after").doubleValue());
  }

  private static void close(double found, JsonNode value) {
    double wanted = value.doubleValue();
    assertThat(found).isCloseTo(wanted, within(2 * Math.ulp(wanted)));
  }
}
