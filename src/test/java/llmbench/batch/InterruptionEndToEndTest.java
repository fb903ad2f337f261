// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import llmbench.engine.EmbeddedEngine;
import llmbench.recording.Outcome;
import llmbench.recording.RecordMark;
import llmbench.recording.RecordReader;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to a run in a process of its own, and the end of the process that started it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no kill")
class InterruptionEndToEndTest {
  private static final String FIRST = "io16x4_mc2_np9";
  private static final String SECOND = "io16x4_mc3_np9";

  @TempDir private Path folder;

  @Test
  void whatIsInFlightEndsAndNothingMoreIsSent() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(1500, 1)) {
      Process process = batch(engine, 60).start();
      awaitRequests(engine, 4);
      assumeSignalsReach(process);
      signal("INT", process.pid());
      assertThat(exitCode(process)).as(output()).isEqualTo(130);

      JsonNode result = json("bench_" + FIRST + ".json");
      JsonNode ours = result.path("llmbench");
      assertThat(result.path("completed").asInt())
          .isEqualTo(engine.generationRequests())
          .isLessThan(9);
      assertThat(result.path("failed").asInt()).isZero();
      assertThat(ours.path("partial").asBoolean()).isTrue();
      assertThat(ours.path("stopped").path("by").asText()).isEqualTo("SIGINT");
      assertThat(ours.path("stopped").path("in_flight").asInt()).isBetween(1, 2);
      assertThat(ours.path("stopped").path("cut").asInt(-1)).isZero();
      assertThat(ours.has("unfinished")).isFalse();
      assertThat(ours.path("counts").path("gatling").path("agree").asBoolean()).isTrue();
    }
    interruptedBy("SIGINT");
    assertThat(json("status.json").path("cases"))
        .extracting(one -> one.path("outcome").asText())
        .containsExactly("interrupted", "interrupted");
    assertThat(results().resolve("records/" + SECOND + ".jsonl")).doesNotExist();
    assertThat(output())
        .contains("Stopped by SIGINT", "have 60.0 s to end", "kill ")
        .doesNotContain("\tat ");
    assertThat(results().resolve("aggregate_results.csv")).isNotEmptyFile();
  }

  @Test
  void whatDoesNotEndIsCutAndCounted() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 5:stall after 2")) {
      Process process = batch(engine, 1).option("max_retries", 3).start();
      awaitRequests(engine, 6);
      signal("TERM", process.pid());
      assertThat(exitCode(process)).as(output()).isEqualTo(143);
      assertThat(engine.generationRequests()).isEqualTo(6);
    }
    JsonNode result = json("bench_" + FIRST + ".json");
    assertThat(result.path("completed").asInt()).isEqualTo(4);
    assertThat(result.path("failed").asInt()).isEqualTo(2);
    JsonNode ours = result.path("llmbench");
    assertThat(ours.path("failures").toString()).contains("\"interrupted\"");
    assertThat(ours.path("stopped").path("cut").asInt()).isEqualTo(2);
    assertThat(outcomes(FIRST, true)).filteredOn(Outcome.INTERRUPTED::equals).hasSize(2);
    interruptedBy("SIGTERM");
  }

  @Test
  void aRequestThatWaitsToBeSentAgainIsGivenUp() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 3:http 503 retry-after 200")) {
      Process process = batch(engine, 60).option("max_retries", 3).start();
      awaitRequests(engine, 4);
      awaitRecords(FIRST, 4);
      signal("TERM", process.pid());
      assertThat(exitCode(process)).as(output()).isEqualTo(143);
      assertThat(engine.generationRequests()).isEqualTo(4);
    }
    assertThat(outcomes(FIRST, true))
        .containsExactlyInAnyOrder(
            Outcome.COMPLETED,
            Outcome.COMPLETED,
            Outcome.HTTP_ERROR,
            Outcome.HTTP_ERROR,
            Outcome.INTERRUPTED,
            Outcome.INTERRUPTED);
    assertThat(json("bench_" + FIRST + ".json").path("failed").asInt()).isEqualTo(2);
  }

  @Test
  void theSecondSignalEndsAtOnceAndLosesNothingThatEnded() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 13:stall after 2")) {
      Process process = batch(engine, 6000).start();
      awaitRequests(engine, 15);
      awaitRecords(SECOND, 3);
      signal("TERM", process.pid());
      await(() -> output().contains("Stopped by SIGTERM"));
      assertThat(process.isAlive()).isTrue();
      signal("TERM", process.pid());
      assertThat(exitCode(process)).as(output()).isEqualTo(143);
    }
    JsonNode first = json("bench_" + FIRST + ".json");
    assertThat(first.path("completed").asInt()).isEqualTo(9);
    assertThat(first.path("llmbench").path("partial").asBoolean()).isFalse();
    assertThat(outcomes(SECOND, true)).hasSize(3).containsOnly(Outcome.COMPLETED);
    interruptedBy("SIGTERM");
    assertThat(json("status.json").path("cases"))
        .extracting(one -> one.path("outcome").asText())
        .containsExactly("ok", "interrupted");

    GatlingProcess.Finished report = ReportProcess.run("report", results().toString());
    assertThat(report.exitCode()).as(report.output()).isEqualTo(3);
    JsonNode second = json("bench_" + SECOND + ".json");
    assertThat(second.path("completed").asInt()).isEqualTo(3);
    assertThat(second.path("llmbench").path("unfinished").path("unfinished_at_most").asInt())
        .isEqualTo(3);
    assertThat(second.path("llmbench").path("events").get(0).asText()).isEqualTo("interrupted");
  }

  @Test
  void theEndOfTheProcessThatStartedItStopsTheRun() throws Exception {
    try (EmbeddedEngine engine = Engines.exact(5, 1, "from 5:stall after 2")) {
      List<String> command = new ArrayList<>(javaWithThisClassPath());
      command.add(Parent.class.getName());
      command.addAll(batch(engine, 1).command());
      Process parent =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Files.createDirectories(folder).resolve("output.txt").toFile())
              .start();
      awaitRequests(engine, 6);
      ProcessHandle run = parent.children().findFirst().orElseThrow();
      parent.destroyForcibly().waitFor();
      try {
        assertThat(run.onExit().get(120, TimeUnit.SECONDS).isAlive()).isFalse();
      } finally {
        run.destroyForcibly();
      }
    }
    await(() -> Files.exists(results().resolve("status.json")));
    assertThat(json("bench_" + FIRST + ".json").path("completed").asInt()).isEqualTo(4);
    assertThat(outcomes(FIRST, true)).filteredOn(Outcome.INTERRUPTED::equals).hasSize(2);
    interruptedBy("the end of the process that started it");
  }

  @Test
  void aSignalBetweenCasesEndsWithWhatWasMeasured() throws Exception {
    // The ready check of the second case is answered slowly: nothing of it is recorded yet.
    try (EmbeddedEngine engine = Engines.exact(5, 1, "11:stall after 2")) {
      Process process = batch(engine, 6000).option("ready_check_timeout_sec", 600).start();
      awaitRequests(engine, 11);
      signal("TERM", process.pid());
      assertThat(exitCode(process)).as(output()).isEqualTo(143);
    }
    assertThat(json("bench_" + FIRST + ".json").path("completed").asInt()).isEqualTo(9);
    interruptedBy("SIGTERM");
    assertThat(results().resolve("records/" + SECOND + ".jsonl")).doesNotExist();
  }

  /** Two cases of nine requests. */
  private GatlingProcess batch(EmbeddedEngine engine, int drainSeconds) {
    return new GatlingProcess(folder)
        .against(engine.baseUri().toString(), 16, 4, 2, 9)
        .option("concurrency_prompts", "[[2, 9], [3, 9]]")
        .option("drain_timeout", drainSeconds);
  }

  /** Starts a process as the Maven plugin does, and waits for it. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] command) throws IOException, InterruptedException {
      System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
  }

  private static List<String> javaWithThisClassPath() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"));
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** A build in the background of a script ignores SIGINT, and so does all that it starts. */
  private static void assumeSignalsReach(Process process) throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (Files.exists(status)) {
      long ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
              .sum();
      assumeFalse((ignored & 2) != 0, "SIGINT is ignored here");
    }
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("not ended after 120 s");
    }
    return process.exitValue();
  }

  private void interruptedBy(String cause) throws Exception {
    JsonNode status = json("status.json");
    assertThat(status.path("outcome").asText()).isEqualTo("interrupted");
    assertThat(status.path("message").asText()).contains(cause);
    assertThat(output()).contains("Outcome: interrupted");
  }

  /** The condition that a test waits for. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long until = System.currentTimeMillis() + 120_000;
    while (!condition.holds()) {
      assertThat(System.currentTimeMillis()).as("waited too long").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void awaitRequests(EmbeddedEngine engine, int count) throws Exception {
    await(() -> engine.generationRequests() >= count);
  }

  private void awaitRecords(String name, int count) throws Exception {
    Path file = results().resolve("records/" + name + ".jsonl");
    await(() -> Files.exists(file) && Files.readAllLines(file).size() > count);
  }

  private List<Outcome> outcomes(String name, boolean endMark) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(results().resolve("records/" + name + ".jsonl"))) {
      for (RequestRecord r = reader.read(); r != null; r = reader.read()) {
        outcomes.add(r.outcome());
      }
      assertThat(reader.cutLine()).isEmpty();
      assertThat(reader.mark(RecordMark.END).isPresent()).isEqualTo(endMark);
    }
    return outcomes;
  }

  private Path results() {
    return folder.resolve("results");
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output.txt"));
  }

  private JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(results().resolve(name).toFile());
  }
}
