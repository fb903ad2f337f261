// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import llmbench.engine.EmbeddedEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that go on beside each other. */
class ParallelCasesEndToEndTest {
  private static final List<String> NAMES =
      List.of("io16x4_mc1_np4", "io16x4_mc3_np12", "io16x4_mc2_np8", "io16x4_mc4_np16");

  @TempDir private Path folder;

  @Test
  void twoAtOnceShareTheServerAndSaySo() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(300, 1)) {
      GatlingProcess.Finished run = parallel(engine, 2).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).as("more than any case by itself").isGreaterThan(4);
      assertThat(engine.generationRequests()).isEqualTo(40);
    }
    for (String name : NAMES) {
      JsonNode result = result(name);
      assertThat(result.path("completed").asInt()).isEqualTo(result.path("num_prompts").asInt());
      JsonNode ours = result.path("llmbench");
      assertThat(ours.path("counts").path("gatling").path("gatling_ok").asInt())
          .isEqualTo(result.path("num_prompts").asInt());
      assertThat(ours.path("parallel_cases").path("at_once").asInt()).isEqualTo(2);
    }
    List<String> beside = new ArrayList<>();
    result(NAMES.get(0))
        .path("llmbench")
        .path("parallel_cases")
        .path("beside")
        .forEach(name -> beside.add(name.asText()));
    assertThat(beside).contains(NAMES.get(1)).doesNotContain(NAMES.get(0));
    assertThat(result(NAMES.get(1)).path("llmbench").path("parallel_cases").path("beside"))
        .as("the one that began second knows of the first")
        .anyMatch(name -> name.asText().equals(NAMES.get(0)));
    assertThat(result(NAMES.get(0)).path("llmbench").path("notes").toString())
        .contains("Measured beside " + NAMES.get(1))
        .contains("the cases shared client and server");
    byte[] before = Files.readAllBytes(file(NAMES.get(1)));
    GatlingProcess.Finished report = ReportProcess.run("report", results().toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(Files.readAllBytes(file(NAMES.get(1)))).isEqualTo(before);
  }

  @Test
  void oneAtOnceSaysNothingOfOthers() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(20, 1)) {
      GatlingProcess.Finished run = parallel(engine, 1).run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(engine.maxInFlight()).isEqualTo(4);
    }
    assertThat(result(NAMES.get(1)).path("llmbench").has("parallel_cases")).isFalse();
  }

  @Test
  void beingStoppedEndsAllThatGoOnAndBeginsNoFurther() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(700, 1)) {
      Process run = parallel(engine, 2).option("drain_timeout", 10).start();
      while (engine.maxInFlight() < 4) {
        assertThat(run.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      run.destroy(); // SIGTERM
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(143);
    }
    JsonNode status = new ObjectMapper().readTree(results().resolve("status.json").toFile());
    assertThat(status.path("outcome").asText()).isEqualTo("interrupted");
    Map<String, Integer> completed = new TreeMap<>();
    status
        .path("cases")
        .forEach(each -> completed.put(each.path("case").asText(), each.path("completed").asInt()));
    assertThat(completed.get(NAMES.get(0))).isBetween(1, 3);
    assertThat(completed.get(NAMES.get(1))).isBetween(3, 11);
    assertThat(completed.get(NAMES.get(2))).isZero();
    assertThat(completed.get(NAMES.get(3))).isZero();
  }

  private GatlingProcess parallel(EmbeddedEngine engine, int atOnce) {
    return new GatlingProcess(folder)
        .against(engine.baseUri().toString(), 16, 4, 1, 4)
        .option("concurrency_prompts", "[[1, 4], [3, 12], [2, 8], [4, 16]]")
        .option("parallel_cases", atOnce);
  }

  private Path results() {
    return folder.resolve("results");
  }

  private Path file(String name) {
    return results().resolve("bench_" + name + ".json");
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(file(name).toFile());
  }
}
