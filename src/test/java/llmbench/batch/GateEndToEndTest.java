// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in the configuration of a run. */
class GateEndToEndTest {
  @TempDir private Path folder;

  @Test
  void aRuleThatDoesNotHoldFailsTheRunAndIsNamed() throws Exception {
    GatlingProcess process =
        batch("one", "[\"failed == 0\", \"io16x4*: p99_ttft_ms < 0.001\", \"completed == 4\"]");
    GatlingProcess.Finished run = process.run();
    assertThat(run.exitCode()).as(run.output()).isEqualTo(5);
    assertThat(run.output())
        .contains(
            "pass  failed == 0",
            "FAIL  p99_ttft_ms < 0.001",
            "Gate: 1 of 3 checks failed",
            "Outcome: gate_failed (gate: 1 of 3 checks failed)");
    JsonNode status =
        new ObjectMapper().readTree(process.results().resolve("status.json").toFile());
    assertThat(status.path("outcome").asText()).isEqualTo("gate_failed");
    assertThat(status.at("/cases/0/outcome").asText()).isEqualTo("ok");
    assertThat(status.at("/gate/failed/0/rule").asText()).isEqualTo("p99_ttft_ms < 0.001");
    assertThat(Files.readString(process.results().resolve("gate.xml")))
        .contains("tests=\"3\" failures=\"1\"");
  }

  @Test
  void aRunIsComparedWithAnEarlierOne() throws Exception {
    GatlingProcess before = batch("before", "[\"failed == 0\"]");
    assertThat(before.run().exitCode()).isZero();
    GatlingProcess now =
        batch("now", "[not worse by 90%, \"output_throughput >= 0.1 * baseline\"]")
            .option("baseline", before.results());
    GatlingProcess.Finished run = now.run();
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("pass  not worse by 90%", "Gate: all 2 checks passed");
  }

  private GatlingProcess batch(String name, String rules) throws Exception {
    return new GatlingProcess(Files.createDirectory(folder.resolve(name)))
        .against("embedded", 16, 4, 2, 4)
        .option("gate", rules);
  }
}
