// SPDX-License-Identifier: Apache-2.0
package llmbench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of a sweep and its files, beside those of vLLM's own sweeps of the same parameters. */
class SweepRunTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "sweep", "runs");
  private static final String SERVES =
      "[{\"max_num_seqs\": 4}, {\"_benchmark_name\": \"big\", \"max_num_seqs\": 8, \"flag\": true}]";
  private static final String BENCHES =
      "[{\"max_concurrency\": 4, \"num_prompts\": 10},"
          + " {\"max_concurrency\": 8, \"num_prompts\": 10, \"request_rate\": 2.5}]";

  @TempDir Path folder;

  private final List<String> steps = new ArrayList<>();
  private Predicate<SweepStep.Run> fails = run -> false;
  private Predicate<SweepStep.Run> breaksServer = run -> false;
  private Predicate<ParameterSet> serverFails = serve -> false;

  private static List<ParameterSet> sets(String json) throws IOException {
    return ParameterFile.of(PythonJson.MAPPER.readTree(json), "p.json");
  }

  private static Sweep product(Link... links) throws IOException {
    return Sweep.of(sets(SERVES), sets(BENCHES), List.of(links), null);
  }

  private SweepFolder open() {
    return new SweepFolder(folder.resolve("e"));
  }

  /** Drives a sweep with a benchmark that writes the same figures as that of the goldens. */
  private SweepStep.Finished drive(Sweep sweep, SweepOptions options) throws IOException {
    Files.createDirectories(open().path());
    SweepRun run = new SweepRun(sweep, open(), options);
    while (true) {
      SweepStep step = run.next();
      if (step instanceof SweepStep.Finished finished) {
        return finished;
      } else if (step instanceof SweepStep.StartServer start) {
        steps.add("start " + start.serve().name());
        if (serverFails.test(start.serve())) {
          run.serverFailed("RuntimeError", "E");
        }
      } else if (step instanceof SweepStep.Run measure) {
        steps.add(measure.point().title() + "/" + measure.file().getFileName());
        assertThat(measure.file()).doesNotExist();
        if (breaksServer.test(measure)) {
          run.serverFailed("RuntimeError", "E");
        } else if (fails.test(measure)) {
          run.failed("CalledProcessError", "E");
        } else {
          measure(measure);
          run.finished(measure.file());
        }
      } else {
        steps.add("end");
      }
    }
  }

  private static void measure(SweepStep.Run run) throws IOException {
    Map<String, JsonNode> changes = run.overrides().values();
    int concurrency =
        changes.containsKey("max_concurrency") ? changes.get("max_concurrency").asInt() : 0;
    ObjectNode result = PythonJson.MAPPER.createObjectNode();
    result.put("date", "20250101-000000").putNull("label");
    result.put(
        "num_prompts",
        changes.containsKey("num_prompts") ? changes.get("num_prompts").asInt() : 1000);
    result.put("request_rate", "inf");
    if (changes.containsKey("request_rate")) {
      result.put("request_rate", changes.get("request_rate").asDouble());
    }
    result.put("max_concurrency", concurrency == 0 ? null : (Integer) concurrency);
    result.put("request_throughput", concurrency == 1 ? 1.3 : 9.6);
    result.put("mean_e2el_ms", concurrency == 1 ? 741.5 : 2800.25);
    result.putArray("errors").add("caf\u00e9");
    result.putArray("empty");
    result.put("small", 1e-5);
    Files.writeString(run.file(), result.toString());
  }

  private static Map<String, String> texts(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return texts;
  }

  private void isAsVllms(String name) throws IOException {
    assertThat(texts(open().path())).isEqualTo(texts(GOLDEN.resolve(name)));
  }

  @Test
  void aProductHasVllmsFiles() throws IOException {
    SweepStep.Finished end = drive(product(), new SweepOptions(2, 3, true));
    isAsVllms("product");
    assertThat(end).isEqualTo(new SweepStep.Finished(8, 0, 0));
    assertThat(steps.subList(0, 9))
        .containsExactly(
            "start max_num_seqs=4",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/warmup.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/run=0.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/run=1.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=8-num_prompts=10-request_rate=2.5/warmup.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=8-num_prompts=10-request_rate=2.5/run=0.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=8-num_prompts=10-request_rate=2.5/run=1.json",
            "end",
            "start big");
    assertThat(steps).endsWith("end").hasSize(16);
  }

  @Test
  void linkedVariablesKeepThePairsThatAgree() throws IOException {
    drive(product(new Link("max_num_seqs", "max_concurrency")), new SweepOptions(1, 0, true));
    isAsVllms("linked");
  }

  @Test
  void failuresAreWrittenAsInVllm() throws IOException {
    fails = run -> run.number() != 0;
    Sweep sweep = Sweep.of(sets(SERVES), sets("[{\"fail\": 1}]"), List.of(), null);
    assertThat(drive(sweep, new SweepOptions(2, 1, true)))
        .isEqualTo(new SweepStep.Finished(2, 0, 4));
    isAsVllms("failing");
  }

  @ParameterizedTest
  @EnumSource(Workload.Variable.class)
  void aWorkloadsLevelsAreVllms(Workload.Variable variable) throws IOException {
    Sweep sweep =
        Sweep.of(
            List.of(ParameterSet.EMPTY),
            sets("[{\"num_prompts\": 20}]"),
            List.of(),
            new Workload(variable, 5, 1000));
    drive(sweep, new SweepOptions(2, 0, false));
    isAsVllms("workload-" + variable.key());
  }

  @Test
  void aWorkloadWithoutBothEndsHasNoLevelsBetween() throws IOException {
    fails = run -> run.overrides().json().path("max_concurrency").asInt() == 20;
    Sweep sweep =
        Sweep.of(
            List.of(ParameterSet.EMPTY),
            sets("[{\"num_prompts\": 20}, {\"num_prompts\": 30}]"),
            List.of(),
            new Workload(Workload.Variable.REQUEST_RATE, 3, 1000));
    drive(sweep, new SweepOptions(1, 0, true));
    assertThat(steps).filteredOn(step -> step.contains("=20-")).hasSize(2);
    assertThat(steps).filteredOn(step -> step.contains("=30-")).hasSize(3);
    assertThat(Files.readAllLines(open().path().resolve("summary.csv"))).hasSize(4);
  }

  @Test
  void whatIsWholeIsKeptAndNeedsNoServer() throws IOException {
    drive(product(), new SweepOptions(2, 3, true));
    Map<String, String> before = texts(open().path());
    steps.clear();
    assertThat(drive(product(), new SweepOptions(2, 3, true)).kept()).isEqualTo(8);
    assertThat(steps).isEmpty();
    assertThat(texts(open().path())).isEqualTo(before);
  }

  @Test
  void whatIsHalfWrittenIsRunAnew() throws IOException {
    drive(product(), new SweepOptions(2, 3, true));
    Map<String, String> before = texts(open().path());
    Path cut =
        open().path().resolve("SERVE--big-BENCH--max_concurrency=4-num_prompts=10/run=1.json");
    Files.writeString(cut, Files.readString(cut).substring(0, 100));
    Files.delete(open().path().resolve("summary.csv"));
    steps.clear();
    assertThat(drive(product(), new SweepOptions(2, 3, true)))
        .isEqualTo(new SweepStep.Finished(1, 7, 0));
    assertThat(steps)
        .containsExactly(
            "start big",
            "SERVE--big-BENCH--max_concurrency=4-num_prompts=10/warmup.json",
            "SERVE--big-BENCH--max_concurrency=4-num_prompts=10/run=1.json",
            "end");
    assertThat(texts(open().path())).isEqualTo(before);
  }

  @Test
  void aFailureIsForgottenOnceTheRunSucceeds() throws IOException {
    fails = run -> run.number() == 1;
    serverFails = serve -> serve.name().equals("big");
    assertThat(drive(product(), new SweepOptions(2, 0, true)))
        .isEqualTo(new SweepStep.Finished(2, 0, 6));
    assertThat(steps).noneMatch(step -> step.startsWith("SERVE--big"));
    assertThat(texts(open().path()).keySet())
        .filteredOn(name -> name.endsWith("failure.json"))
        .containsExactly(
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/run=1.failure.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=8-num_prompts=10-request_rate=2.5/run=1.failure.json",
            "SERVE-big-failure.json");
    assertThat(Files.readString(open().path().resolve("SERVE-big-failure.json")))
        .isEqualTo(
            """
            {
              "error_type": "RuntimeError",
              "error": "E",
              "serve_overrides": {
                "_benchmark_name": "big",
                "max_num_seqs": 8,
                "flag": true
              }
            }
            """);
    fails = run -> false;
    serverFails = serve -> false;
    assertThat(drive(product(), new SweepOptions(2, 0, true)))
        .isEqualTo(new SweepStep.Finished(6, 2, 0));
    assertThat(texts(open().path()).keySet()).noneMatch(name -> name.endsWith("failure.json"));
  }

  @Test
  void aServerThatEndsTakesItsOtherRunsAlong() throws IOException {
    breaksServer = run -> run.point().serve().name().startsWith("max") && run.number() == 1;
    assertThat(drive(product(), new SweepOptions(2, 0, true)))
        .isEqualTo(new SweepStep.Finished(5, 0, 3));
    assertThat(steps.subList(0, 5))
        .containsExactly(
            "start max_num_seqs=4",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/run=0.json",
            "SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10/run=1.json",
            "end",
            "start big");
    assertThat(Files.readAllLines(open().path().resolve("summary.csv"))).hasSize(6);
  }

  @Test
  void anErrorEndsTheSweepUnlessItMayGoOn() {
    fails = run -> run.number() == 1;
    assertThatThrownBy(() -> drive(product(), new SweepOptions(2, 0, false)))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("run=1.json: E\n")
        .hasMessageContaining("set resume: true");
    assertThat(steps).hasSize(3);
  }

  @Test
  void aRunWithoutAResultHasFailed() throws IOException {
    Files.createDirectories(open().path());
    SweepRun run = new SweepRun(product(), open(), new SweepOptions(1, 0, false));
    assertThat(run.next()).isInstanceOf(SweepStep.StartServer.class);
    SweepStep.Run step = (SweepStep.Run) run.next();
    Files.writeString(step.file(), "{\"date\": ");
    assertThatThrownBy(() -> run.finished(step.file()))
        .hasMessageContaining("found none that is whole");
    assertThat(step.file()).doesNotExist();
  }

  @Test
  void whatIsThereIsWrittenWhenTheSweepIsEnded() throws IOException {
    Files.createDirectories(open().path());
    SweepRun run = new SweepRun(product(), open(), new SweepOptions(2, 0, false));
    assertThat(run.next()).isInstanceOf(SweepStep.StartServer.class);
    SweepStep.Run first = (SweepStep.Run) run.next();
    assertThat(first.folder()).isEqualTo(first.file().resolveSibling("run=0"));
    Path elsewhere = Files.createDirectories(first.folder()).resolve("result.json");
    Files.writeString(elsewhere, "{\"completed\": 3, \"llmbench\": {\"format\": 1}}");
    run.finished(elsewhere);
    assertThat(Files.readString(first.file())).contains("\"llmbench\"", "\"run_number\": 0");
    SweepStep.Run second = (SweepStep.Run) run.next();
    run.ended();
    assertThat(second.file()).doesNotExist();
    assertThat(texts(open().path()).keySet()).noneMatch(name -> name.endsWith("failure.json"));
    assertThat(Files.readString(first.file().resolveSibling("summary.json")))
        .contains("\"completed\": 3");
    assertThat(Files.readString(open().path().resolve("summary.csv")))
        .isEqualTo(
            ",completed,run_number,max_num_seqs,max_concurrency,num_prompts\n0,3,0,4,4,10\n");
    assertThat(run.resultsByPoint()).hasSize(1);
  }

  @Test
  void aDryRunSaysWhatThereIsToDo() throws IOException {
    fails = run -> run.number() == 1;
    Sweep sweep = product(new Link("max_num_seqs", "max_concurrency"));
    drive(sweep, new SweepOptions(2, 0, true));
    assertThat(
            SweepText.of(
                sweep, open(), new SweepOptions(2, 5, true), List.of("vllm", "serve"), run -> ""))
        .isEqualTo(
            """
            Server: [vllm, serve, --max-num-seqs, 4]
              SERVE--max_num_seqs=4-BENCH--max_concurrency=4-num_prompts=10
                warmup.json: max_concurrency=4, num_prompts=5
                run=0.json: max_concurrency=4, num_prompts=10 (kept)
                run=1.json: max_concurrency=4, num_prompts=10
            Server: [vllm, serve, --max-num-seqs, 8, --flag]
              SERVE--big-BENCH--max_concurrency=8-num_prompts=10-request_rate=2.5
                warmup.json: max_concurrency=8, num_prompts=5, request_rate=2.5
                run=0.json: max_concurrency=8, num_prompts=10, request_rate=2.5 (kept)
                run=1.json: max_concurrency=8, num_prompts=10, request_rate=2.5
            The results would go to %s
            """
                .formatted(open().path()));
  }
}
