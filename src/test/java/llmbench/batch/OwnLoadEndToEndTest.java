// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.dsl.LlmDsl;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.SimulationLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Shapes of load and data sets in a simulation of one's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnLoadEndToEndTest {
  private static final String TALKS =
      """
      [{"id": "a", "messages": [{"role": "user", "content": "What is a river?"},
        {"role": "assistant", "content": "Water that flows."}, {"role": "user", "content": "And a lake?"},
        {"role": "assistant", "content": "Water that stays."}]},
       {"id": "b", "messages": [{"role": "user", "content": "What is a star?"},
        {"role": "assistant", "content": "A sun."}, {"role": "user", "content": "And a moon?"}]}]
      """;

  private GatlingProcess.Finished run;
  private EmbeddedEngine engine;
  private SimulationLog log;
  private List<JsonNode> bodies;

  @BeforeAll
  void runsThemAll(@TempDir Path folder) throws Exception {
    Path talks = Files.writeString(folder.resolve("talks.json"), TALKS);
    engine = Engines.exact(20, 1);
    run =
        new GatlingProcess(folder)
            .simulation("llmbench.batch.OwnLoad")
            .property("own.base_url", engine.baseUri().toString())
            .property("own.tokenizer", Engines.TOKENIZER)
            .property("own.talks", talks.toString())
            .run();
    bodies = engine.receivedBodies().stream().map(OwnLoadEndToEndTest::json).toList();
    try (Stream<Path> files = Files.walk(folder.resolve("gatling"))) {
      log =
          SimulationLog.read(
              files.filter(file -> file.endsWith("simulation.log")).findFirst().orElseThrow());
    }
  }

  @AfterAll
  void closes() {
    engine.close();
  }

  @Test
  void everyUserBeginsAndEndsAsOneOfGatlings() {
    assertThat(run.exitCode()).as(run.output()).isZero();
    Map<String, SimulationLog.Users> users = log.users();
    assertThat(users.get("open")).isEqualTo(new SimulationLog.Users(30, 30));
    assertThat(users.get("capped")).isEqualTo(new SimulationLog.Users(9, 9));
    assertThat(users.get("closed")).isEqualTo(new SimulationLog.Users(20, 20));
    assertThat(users.get("idle")).isEqualTo(new SimulationLog.Users(20_000, 20_000));
    assertThat(users.get("held")).isEqualTo(new SimulationLog.Users(20_000, 20_000));
    assertThat(users.get("gatling's")).isEqualTo(new SimulationLog.Users(2, 2));
    SimulationLog.Users timed = users.getOrDefault("timed", new SimulationLog.Users(0, 1));
    assertThat(timed.started()).isEqualTo(timed.ended()).isPositive();
  }

  @Test
  void noUserBeginsBeforeItIsDue() {
    List<String[]> open = told("open");
    assertThat(open).hasSize(30);
    assertThat(open)
        .allSatisfy(user -> assertThat(Double.parseDouble(user[1])).isBetween(0.0, 5_000.0));
  }

  @Test
  void theCapsAreKept() {
    assertThat(engine.maxInFlight()).isLessThanOrEqualTo(30);
    assertThat(told("capped")).hasSize(9);
    assertThat(told("capped").stream().filter(user -> Double.parseDouble(user[1]) > 15))
        .as("those held back until others had gone, each after some 20 ms")
        .hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void eachUserSendsTheRecordOfItsNumberAsTheBatchWould() {
    List<Map<String, Object>> records =
        LlmDsl.prompts("random")
            .tokenizer(Engines.TOKENIZER)
            .lengths(12, 3)
            .count(30)
            .seed(7)
            .records();
    List<JsonNode> open = of("open");
    assertThat(open).hasSize(30);
    assertThat(open.stream().map(OwnLoadEndToEndTest::question).toList())
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(record -> (String) record.get("prompt")).toList());
    assertThat(open)
        .allSatisfy(
            body -> {
              assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(3);
              assertThat(body.path("ignore_eos").asBoolean()).isTrue();
            });
  }

  @Test
  void aRecordOfSeveralTurnsIsTalkedThrough() {
    List<JsonNode> talk = of("talk");
    assertThat(talk).hasSize(4);
    List<JsonNode> second =
        talk.stream().filter(each -> each.path("messages").size() == 3).toList();
    assertThat(second).hasSize(2);
    List<String> last = new ArrayList<>();
    for (JsonNode body : second) {
      assertThat(body.path("messages").findValuesAsText("role"))
          .containsExactly("user", "assistant", "user");
      last.add(body.path("messages").path(2).path("content").asText());
    }
    assertThat(last).containsExactlyInAnyOrder("And a lake?", "And a moon?");
  }

  private static String question(JsonNode body) {
    return body.path("messages").path(0).path("content").path(0).path("text").asText();
  }

  private List<JsonNode> of(String scenario) {
    return bodies.stream().filter(body -> body.path("user").asText().equals(scenario)).toList();
  }

  private List<String[]> told(String scenario) {
    return run.output()
        .lines()
        .filter(line -> line.startsWith("USER " + scenario + "\t"))
        .map(line -> line.split("\t"))
        .toList();
  }

  private static JsonNode json(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
