// SPDX-License-Identifier: Apache-2.0
package llmbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import llmbench.config.PlanReader;
import llmbench.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineProcessTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void itSaysWhereItListensAndEndsInTime() {
    int status = run("--port", "0", "--exact", "--ttft-ms", "5", "--max-seconds", "1");
    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches("listening on http://127\\.0\\.0\\.1:\\d+\\R");
  }

  @Test
  void itsAddressIsToldAsJson() throws IOException {
    assertThat(run("--port", "0", "--model", "a\"b", "--json", "--max-seconds", "1")).isZero();
    JsonNode told = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(told.path("url").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(told.path("model").asText()).isEqualTo("a\"b");
    assertThat(told.path("simulated").asBoolean()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--ttft-ms soon|engine: --ttft-ms: expected a number, found 'soon'",
        "--port|engine: --port needs a value",
        "--max-num-seqs 0|engine: embedded engine: max_num_seqs: expected at least 1, found 0",
        "--port 99999999999|engine: --port: too large: 99999999999",
        "--port 70000|engine: port: expected 0 to 65535, found 70000",
        "--tls-cert a.pem|engine: --tls-cert and --tls-key go together",
        "--tokenizer ./no/such/folder|engine: tokenizer \"./no/such/folder\": not found",
        "--speed 9|engine: unknown option '--speed'",
        "--api-key-env NO_SUCH_VARIABLE|"
            + "engine: --api-key-env: the environment variable NO_SUCH_VARIABLE is not set",
        "--fault 1:explode|engine: engine fault '1:explode': unknown fault 'explode'",
        "--tls-cert no.pem --tls-key no.pem|engine: the engine's certificate no.pem"
      })
  void aWrongOptionIsNamedWithoutAStackTrace(String options, String message) {
    assertThat(run(options.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message).doesNotContain("\tat ");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** A file without keys gives the defaults of {@code engine_…}. */
  @Test
  void theDefaultsAreThoseOfTheConfiguration(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("config.yaml"), "");
    Plan plan = new PlanReader(() -> "00000000").read(empty, Map.of(), Map.of());
    assertThat(EngineOptions.parse(new String[0]).spec()).isEqualTo(plan.engine());
  }

  @Test
  void helpListsTheOptions() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--max-num-seqs N", "--fault RULE");
  }

  private int run(String... args) {
    return EngineProcess.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
