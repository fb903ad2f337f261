// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that cannot be made, or not gone on with. */
class SweepRefusalsTest {
  @TempDir Path folder;

  private static List<ParameterSet> sets(String json) throws IOException {
    return ParameterFile.of(PythonJson.MAPPER.readTree(json), "p.json");
  }

  @Test
  void pointsThatShareAFolderAreRefused() {
    assertThatThrownBy(
            () ->
                Sweep.of(
                    List.of(ParameterSet.EMPTY),
                    sets("[{\"a\": \"x/y\"}, {\"a\": \"x_y\"}]"),
                    List.of(),
                    null))
        .hasMessage(
            "p.json entry 2: expected a folder of its own, found \"BENCH--a=x_y\" as for p.json entry"
                + " 1; give each a _benchmark_name");
    assertThatThrownBy(
            () ->
                Sweep.of(
                    List.of(ParameterSet.EMPTY),
                    sets("[{\"a\": \"" + "é".repeat(130) + "\"}]"),
                    List.of(),
                    null))
        .hasMessageContaining("p.json entry 1: expected a name that a folder can have");
    assertThatThrownBy(
            () ->
                Sweep.of(
                    sets("[{\"max_num_seqs\": 4}]"),
                    sets("[{\"num_prompts\": 10}]"),
                    List.of(new Link("max_num_seqs", "num_prompts")),
                    null))
        .hasMessageContaining("found none");
  }

  @Test
  void aWorkloadsVariableMayNotBeSet() {
    assertThatThrownBy(
            () ->
                Sweep.of(
                    List.of(ParameterSet.EMPTY),
                    sets("[{\"request-rate\": 1}, {\"num-prompts\": \"x\"}]"),
                    List.of(),
                    new Workload(Workload.Variable.REQUEST_RATE, 5, 10)))
        .hasMessageContaining("p.json entry 1: expected no request_rate, which workload_var varies")
        .hasMessageContaining("p.json entry 2 num-prompts: expected an integer ≥ 1, found \"x\"");
    assertThatThrownBy(() -> new Workload(Workload.Variable.REQUEST_RATE, 1, 10))
        .hasMessage("workload_iters: expected an integer ≥ 2, found 1");
  }

  @Test
  void aChangedSweepDoesNotGoOn() throws IOException {
    Path path = folder.resolve("new/deep");
    ObjectNode settings =
        PythonJson.MAPPER.createObjectNode().put("num_runs", 3).put("serve_cmd", "vllm serve");
    assertThatThrownBy(() -> SweepFolder.open(path, true, settings))
        .hasMessageContaining("found none");
    SweepFolder.open(path, false, settings);
    assertThatThrownBy(() -> SweepFolder.open(path, false, settings))
        .hasMessageContaining("there already");
    assertThat(SweepFolder.open(path, true, settings.deepCopy()).path()).isEqualTo(path);
    ObjectNode changed = PythonJson.MAPPER.createObjectNode().put("num_runs", 2).put("label", "x");
    assertThatThrownBy(() -> SweepFolder.open(path, true, changed))
        .hasMessage(
            """
            resume: expected num_runs as in %1$s, 3, found 2
            resume: expected serve_cmd as in %1$s, "vllm serve", found nothing
            resume: expected label as in %1$s, nothing, found "x\""""
                .formatted(path.resolve("sweep.json")));
  }
}
