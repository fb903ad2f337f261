// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import llmbench.analysis.CaseStart;
import llmbench.metrics.Requests;
import llmbench.plan.Case;
import llmbench.recording.Outcome;
import llmbench.recording.RecordHeader;
import llmbench.recording.RecordLog;
import llmbench.recording.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final Path VLLM =
      Path.of("src/test/resources/golden/vllm/bench-detailed.json").toAbsolutePath();
  private static final int REQUESTS = 200;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aSlowerRunIsWorseAndTheOtherWayRoundBetter() throws IOException {
    run("a", 1, 1, 0, Map.of());
    run("b", 2, 1.3, 0, Map.of());
    assertThat(compare("a", "b", "--fail-on-worse")).isEqualTo(5);
    assertThat(figure("a", "b", "mean_tpot_ms").path("verdict").asText()).isEqualTo("worse");
    JsonNode throughput = figure("a", "b", "output_throughput");
    assertThat(throughput.path("verdict").asText()).isEqualTo("worse");
    assertThat(throughput.path("change_percent").asDouble()).isBetween(-26.0, -20.0);
    assertThat(throughput.path("low").asDouble())
        .isLessThanOrEqualTo(throughput.path("low_95").asDouble());
    assertThat(throughput.path("confidence").asDouble()).isGreaterThan(0.95);
    assertThat(compare("b", "a", "--fail-on-worse")).isZero();
    assertThat(figure("b", "a", "mean_tpot_ms").path("verdict").asText()).isEqualTo("better");
  }

  @Test
  void figuresAreThoseOfTheResults() throws IOException {
    run("a", 1, 1, 0, Map.of());
    run("b", 2, 1, 0, Map.of());
    JsonNode result = result("a");
    for (String key :
        new String[] {
          "request_throughput",
          "output_throughput",
          "total_token_throughput",
          "mean_ttft_ms",
          "median_itl_ms",
          "p99_itl_ms",
          "mean_tpot_ms",
          "p99_e2el_ms"
        }) {
      assertThat(figure("a", "b", key).path("a").asDouble())
          .as(key)
          .isCloseTo(
              result.path(key).asDouble(), org.assertj.core.data.Percentage.withPercentage(1e-6));
    }
  }

  @Test
  void aRunThatIsComparedWithItselfDiffersInNothing() throws IOException {
    run("a", 1, 1, 0, Map.of());
    assertThat(compare("a", "a")).isZero();
    assertThat(out.toString()).contains("B against A: 0 better, 0 worse");
    assertThat(figure("a", "a", "mean_itl_ms").path("verdict").asText()).isEqualTo("same");
  }

  @Test
  void moreFailuresStandInTheHeadline() throws IOException {
    run("a", 1, 1, 0, Map.of());
    run("b", 2, 0.7, 60, Map.of());
    assertThat(compare("a", "b")).isZero();
    assertThat(out.toString())
        .contains(
            "0 of 200 requests failed in A, 60 of 200 in B; B has more failures, and its other"
                + " figures are of those requests alone that it completed");
    JsonNode failed = figure("a", "b", "failed");
    assertThat(failed.path("verdict").asText()).isEqualTo("worse");
    assertThat(failed.path("change_points").asDouble()).isEqualTo(30.0);
  }

  @Test
  void whatDiffersInWhatMattersIsRefusedAndMayBeForced() throws IOException {
    run("a", 1, 1, 0, Map.of("temperature", 0));
    run("b", 2, 1, 0, Map.of("temperature", 1, "base_url", "http://b:1", "random_prefix_len", 5));
    ObjectNode other = (ObjectNode) result("b");
    other.put("model_id", "another");
    other.put("num_prompts", 7);
    ((ObjectNode) other.path("llmbench")).put("simulated", true);
    new ObjectMapper().writeValue(file("b").toFile(), other);
    assertThat(compare("a", "b")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "differ in what matters",
            "model: m and another",
            "num_prompts: 200 and 7",
            "server: a server and the simulator",
            "temperature: 0 → 1",
            "random_prefix_len: 0 (the default) → 5",
            "--force")
        .doesNotContain("base_url");
    assertThat(out.toString()).isEmpty();
    assertThat(compare("a", "b", "--force")).isZero();
    assertThat(out.toString())
        .contains(
            "compared by force although io8x20_mc4_np200: model: m and another",
            "Differs: base_url: not given → \"http://b:1\"",
            "B is simulated: no inference engine was measured");
  }

  @Test
  void plainFiguresAreTooNoisyUntilThereAreSeveralRuns() throws IOException {
    for (int run = 1; run <= 4; run++) {
      plain("a" + run, 100 + run * 0.1);
      plain("b" + run, 80 + run * 0.1);
    }
    assertThat(compare("a1", "b1", "--fail-on-worse")).isZero();
    assertThat(out.toString())
        .contains("too noisy to tell", "only figures, no requests (made without --save-detailed)");
    String[] runs = {"a1", "b1", "--fail-on-worse", "--a", "", "", "", "--b", "", "", ""};
    for (int run = 2; run <= 4; run++) {
      runs[2 + run] = folder.resolve("a" + run).toString();
      runs[6 + run] = folder.resolve("b" + run).toString();
    }
    assertThat(compare(runs)).isEqualTo(5);
    assertThat(out.toString()).contains("(4 and 4 runs)", "worse");
  }

  @Test
  void aDetailedResultOfVllmsIsComparedByItsRequests() throws IOException {
    assertThat(run("compare", VLLM.toString(), VLLM.toString())).isZero();
    assertThat(out.toString()).contains("mc2_np10", "mean TTFT", "63.50 ms");
    run("a", 1, 1, 0, Map.of());
    assertThat(run("compare", folder.resolve("a").toString(), VLLM.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("definitions: llmbench and vllm bench serve count");
  }

  @Test
  void casesOfOneSideAloneAreListed() throws IOException {
    plain("a", 100);
    plain("b", 100);
    named("a/x.json", 8);
    named("b/y.json", 16);
    assertThat(compare("a", "b")).isZero();
    assertThat(out.toString()).contains("Only in A: mc8_np9", "Only in B: mc16_np9");
    Files.delete(folder.resolve("a/vllm.json"));
    named("a/z.json", 32);
    assertThat(compare("a", "b")).isEqualTo(1);
    assertThat(err.toString())
        .contains("no case is in both: A has mc8_np9, mc32_np9, B has mc4_np9, mc16_np9")
        .doesNotContain("--force");
  }

  @Test
  void thePageIsWrittenAndReportAnswersInJson() throws IOException {
    run("a", 1, 1, 0, Map.of());
    Path page = folder.resolve("out.html");
    assertThat(compare("a", "a", "--html", page.toString())).isZero();
    assertThat(Files.readString(page).contains("0 better, 0 worse")).isTrue();
    assertThat(compare("a", "a", "--html", folder.resolve("no/out.html") + "")).isEqualTo(1);
    assertThat(run("report", folder.resolve("a").toString(), "--json")).isZero();
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.path("cases").path(0).path("case").asText()).isEqualTo("io8x20_mc4_np200");
    assertThat(told.path("cases").path(0).path("outcome").asText()).isEqualTo("ok");
    assertThat(Path.of(told.path("page").asText())).isRegularFile();
    assertThat(err.toString()).contains("Serving Benchmark Result");
    assertThat(run("export", folder.resolve("a").toString(), "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("files")).isNotEmpty();
  }

  @Test
  void filesAreWrittenAndJsonIsAlone() throws IOException {
    run("a", 1, 1, 0, Map.of());
    run("b", 2, 1.3, 0, Map.of());
    Path markdown = folder.resolve("out.md");
    Path output = folder.resolve("out.json");
    assertThat(
            compare("a", "b", "--json", "--markdown", markdown.toString(), "--output", output + ""))
        .isZero();
    JsonNode printed = new ObjectMapper().readTree(out.toString());
    assertThat(printed).isEqualTo(new ObjectMapper().readTree(output.toFile()));
    assertThat(Files.readString(markdown))
        .contains("| mean TPOT |", "**worse**", "io8x20\\_mc4\\_np200");
    assertThat(compare("a", "b", "--output", folder.resolve("no/out.json") + "")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot write").doesNotContain("\tat ");
  }

  @Test
  void fewerFiguresAreJudgedMoreSharply() throws IOException {
    run("a", 1, 1, 0, Map.of());
    run("b", 2, 1, 0, Map.of());
    assertThat(compare("a", "b", "--json", "--metrics", "tpot,output_throughput")).isZero();
    JsonNode figures = new ObjectMapper().readTree(out.toString()).at("/cases/0/figures");
    assertThat(figures).hasSize(5);
    assertThat(figures.get(0).path("confidence").asDouble()).isLessThanOrEqualTo(0.99);
  }

  @Test
  void aWrongCommandLineSaysWhatIsExpected() {
    assertThat(run("compare")).isEqualTo(2);
    assertThat(err.toString()).contains("expected two sides: A B, or --a DIR… and --b DIR…");
    assertThat(run("compare", "a")).isEqualTo(2);
    assertThat(run("compare", "a", "b", "--threshold", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("a share such as 5% or 0.05, above 0 and below 1, found 5");
    assertThat(run("compare", "a", "b", "--metrics", "tfft")).isEqualTo(2);
    assertThat(err.toString()).contains("--metrics: expected a metric such as ttft");
    assertThat(run("compare", "nowhere", "b")).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere: no such file or folder");
  }

  private JsonNode figure(String a, String b, String key) throws IOException {
    assertThat(compare(a, b, "--json")).isZero();
    for (JsonNode figure : new ObjectMapper().readTree(out.toString()).at("/cases/0/figures")) {
      if (figure.path("figure").asText().equals(key)) {
        return figure;
      }
    }
    throw new AssertionError("no figure " + key);
  }

  /** The first two arguments are folders of the test. */
  private int compare(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "compare";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = i < 2 ? folder.resolve(arguments[i]).toString() : arguments[i];
    }
    return run(all);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Records of a closed load of four users, and the result that the report makes of them. */
  private void run(String name, long seed, double pace, int failed, Map<String, Object> options)
      throws IOException {
    Case benchCase = new Case(1, 8, 20, 4, REQUESTS);
    Map<String, Object> given = new LinkedHashMap<>(options);
    given.put("model", "m");
    CaseStart start =
        new CaseStart(
            Instant.EPOCH, benchCase, "m", null, false, Map.of(), null, Map.of(), given, Map.of());
    RecordHeader header =
        new RecordHeader(
            RecordHeader.FORMAT_VERSION, benchCase.name(), 0, 0L, REQUESTS, start.toContext());
    Path file = folder.resolve(name).resolve("records").resolve(benchCase.name() + ".jsonl");
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    double[] free = new double[4];
    try (RecordLog<RequestRecord> log = RecordLog.open(file, header)) {
      for (int i = 0; i < REQUESTS; i++) {
        int user = i % free.length;
        Requests request = request(i).sentAt(free[user]);
        double at = free[user] + pace * 50 * Math.exp(0.1 * random.nextGaussian());
        for (int token = 0; token < 20; token++) {
          request.output(at);
          at += pace * 10 * Math.exp(0.05 * random.nextGaussian());
        }
        boolean fails = i % 3 == 0 && i / 3 < failed;
        log.append(fails ? failed(i, free[user], at) : request.build());
        free[user] = at + 1;
      }
    }
    assertThat(run("report", folder.resolve(name).toString())).isEqualTo(0);
  }

  private static RequestRecord failed(int index, double sent, double end) {
    return request(index).sentAt(sent).endedAt(end).failed(Outcome.HTTP_ERROR, 500, "busy").build();
  }

  private Path file(String run) {
    return folder.resolve(run).resolve("bench_io8x20_mc4_np200.json");
  }

  private JsonNode result(String run) throws IOException {
    return new ObjectMapper().readTree(file(run).toFile());
  }

  /** As {@code vllm bench serve --save-result} leaves it. */
  private void plain(String run, double throughput) throws IOException {
    Files.createDirectories(folder.resolve(run));
    Files.writeString(
        folder.resolve(run).resolve("vllm.json"),
        """
        {"endpoint_type": "vllm", "model_id": "m", "num_prompts": 9, "request_rate": "inf",
         "burstiness": 1.0, "max_concurrency": 4, "duration": 10, "completed": 9, "failed": 0,
         "total_input_tokens": 90, "total_output_tokens": 180, "request_throughput": 0.9,
         "output_throughput": %s, "mean_ttft_ms": 50.0}
        """
            .formatted(throughput));
  }

  private void named(String file, int concurrency) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "{\"max_concurrency\": %d, \"num_prompts\": 9, \"duration\": 1, \"completed\": 9, \"request_throughput\": 9}"
            .formatted(concurrency));
  }
}
