// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for the largest load at which goals hold. */
class FindEndToEndTest {
  private static final String CELL = "io16x4_max_concurrency";

  @TempDir private Path folder;

  @Test
  void findsHowManyTheServerSeats() throws Exception {
    Set<String> salts;
    try (SeatedServer server = new SeatedServer(4)) {
      GatlingProcess.Finished run = find(server, 1, 32).option("cache_salt", "grain").run();
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("Finds the largest max_concurrency from 1 to 32 at which failures <= 0.1")
          .contains("find " + CELL + ", probe 1: max_concurrency 5")
          .contains("Largest max_concurrency at which failures <= 0.1")
          .contains("Outcome: ok");
      salts =
          server.bodies().stream()
              .map(body -> body.replaceAll(".*\"cache_salt\":\"([^\"]*)\".*", "$1"))
              .collect(Collectors.toSet());
    }
    JsonNode cell = find().path("cells").path(0);
    assertThat(cell.path("cell").asText()).isEqualTo(CELL);
    assertThat(cell.path("end").asText()).isEqualTo("found");
    assertThat(cell.path("limit").asDouble()).isEqualTo(4);
    assertThat(cell.path("low").asDouble()).isBetween(3.0, 4.0);
    assertThat(cell.path("high").asDouble()).isBetween(4.0, 5.0);
    assertThat(cell.path("probes")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(salts).as("one for each probe").hasSize(cell.path("probes").size());
    assertThat(salts).contains("grain-1", "grain-2");
    assertThat(cell.path("pareto_front")).isNotEmpty();
    for (JsonNode probe : cell.path("probes")) {
      String name = probe.path("case").asText();
      JsonNode result = result("bench_" + name + ".json");
      assertThat(result.path("max_concurrency").asDouble())
          .isEqualTo(probe.path("value").asDouble());
      assertThat(result.path("num_prompts").asInt()).isEqualTo(probe.path("requests").asInt());
      assertThat(result.path("llmbench").path("counts").path("gatling").path("gatling_ok").asInt())
          .isEqualTo(probe.path("completed").asInt());
    }
    byte[] before = Files.readAllBytes(results().resolve("find.json"));
    Path again = folder.resolve("again");
    GatlingProcess.Finished report =
        ReportProcess.run("report", results().toString(), "--result-dir", again.toString());
    assertThat(report.exitCode()).as(report.output()).isZero();
    assertThat(Files.readAllBytes(again.resolve("find.json"))).isEqualTo(before);
  }

  @Test
  void saysThatThereIsNoLimitBetween() throws Exception {
    try (SeatedServer server = new SeatedServer(0)) {
      GatlingProcess.Finished run = find(server, 5, 8).run();
      assertThat(run.exitCode()).as(run.output()).isEqualTo(8);
      assertThat(run.output()).contains("Outcome: limit_not_found");
    }
    JsonNode cell = find().path("cells").path(0);
    assertThat(cell.path("end").asText()).isEqualTo("holds_nowhere");
    assertThat(cell.path("limit").isNull()).isTrue();
    assertThat(cell.path("reason").asText())
        .startsWith("not found between max_concurrency 5 and max_concurrency 8")
        .contains("failures <= 0.1 (found ");
    assertThat(result("status.json").path("outcome").asText()).isEqualTo("limit_not_found");
  }

  @Test
  void isGoneOnWithAfterItWasStopped() throws Exception {
    try (SeatedServer server = new SeatedServer(4)) {
      Process run = find(server, 1, 32).start();
      Path second = results().resolve("bench_" + CELL + "_probe2.json");
      while (!Files.exists(second)) {
        assertThat(run.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      run.destroy();
      assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(143);
      JsonNode stopped = find().path("cells").path(0);
      assertThat(stopped.path("end").asText()).isEqualTo("under_way");
      int kept = stopped.path("probes").size();
      assertThat(kept).isGreaterThanOrEqualTo(2);

      GatlingProcess.Finished resumed = find(server, 1, 32).option("resume", true).run();
      assertThat(resumed.exitCode()).as(resumed.output()).isZero();
      assertThat(resumed.output())
          .contains(kept + " cases are finished and kept")
          .doesNotContain("probe " + kept + ": max_concurrency")
          .contains("probe " + (kept + 1) + ": max_concurrency");
      assertThat(find().path("cells").path(0).path("end").asText()).isEqualTo("found");

      GatlingProcess.Finished third = find(server, 1, 32).option("resume", true).run();
      assertThat(third.exitCode()).as(third.output()).isZero();
      assertThat(third.output()).contains("Nothing is left to run.", "Largest max_concurrency");
    }
  }

  @Test
  void saysThatRowsComeAgainAndMayBeCached() throws Exception {
    try (SeatedServer server = new SeatedServer(4)) {
      GatlingProcess dry =
          find(server, 1, 32)
              .option("dry_run", true)
              .option("input_output", "")
              .option("dataset_name", "sharegpt")
              .option("dataset_path", "src/test/resources/datasets/sharegpt.json");
      String note = "a prefix cache may help later ones; set cache_salt or reset_prefix_cache";
      assertThat(dry.run().output()).contains("Finds the largest max_concurrency", note);
      assertThat(dry.option("cache_salt", "grain").run().output())
          .contains("Finds the largest max_concurrency")
          .doesNotContain(note);
      assertThat(server.bodies()).isEmpty();
    }
  }

  private GatlingProcess find(SeatedServer server, int from, int to) {
    return new GatlingProcess(folder)
        .against(server.baseUrl(), 16, 4, 1, 1)
        .option("model", Engines.MODEL)
        .option("tokenizer", Engines.TOKENIZER)
        .option(
            "find",
            "{variable: max_concurrency, goals: ['failures <= 10%'], from: "
                + from
                + ", to: "
                + to
                + ", precision: 20%}");
  }

  private Path results() {
    return folder.resolve("results");
  }

  private JsonNode find() throws IOException {
    return result("find.json");
  }

  private JsonNode result(String name) throws IOException {
    return new ObjectMapper().readTree(results().resolve(name).toFile());
  }
}
