// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import llmbench.Golden;
import llmbench.metrics.KnownAnswer;
import llmbench.metrics.RequestSamples;
import llmbench.metrics.Requests;
import llmbench.metrics.ServingMetrics;
import llmbench.plan.Case;
import llmbench.plan.GoodputSet;
import llmbench.plan.Metric;
import llmbench.plan.MetricSpec;
import llmbench.plan.Slo;
import llmbench.recording.Outcome;
import llmbench.recording.RequestRecord;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultWriterTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The options of the run that made {@code golden/vllm/bench-detailed.json}. */
  private static final MetricSpec VLLM_RUN =
      new MetricSpec(
          Set.of(Metric.TTFT, Metric.TPOT, Metric.ITL, Metric.E2EL, Metric.CLIENT_QUEUE_TIME),
          List.of(50.0, 99.0, 99.9),
          new Slo(500.0, null, null));

  @Test
  void topLevelHasTheKeysOfARealVllmResultInItsOrderAndThenOurs() throws IOException {
    JsonNode real = MAPPER.readTree(Golden.read("vllm/bench-detailed.json"));

    JsonNode ours = detailedTwin();

    List<String> expected = new ArrayList<>(names(real));
    expected.add("llmbench");
    assertThat(names(ours)).containsExactlyElementsOf(expected);
  }

  @Test
  void valuesHaveTheTypesOfARealVllmResult() throws IOException {
    JsonNode real = MAPPER.readTree(Golden.read("vllm/bench-detailed.json"));

    JsonNode ours = detailedTwin();

    for (String name : names(real)) {
      assertThat(type(ours.get(name))).as(name).isEqualTo(type(real.get(name)));
    }
  }

  @Test
  void withoutDetailTheArraysOfARealVllmResultRemain() throws IOException {
    // The first of the two appended results; it has no goodput and no limit of concurrency.
    JsonNode real =
        MAPPER.readTree(Golden.read("vllm/bench-appended.json").lines().toList().get(0));
    MetricSpec spec =
        new MetricSpec(Set.of(Metric.TTFT, Metric.TPOT, Metric.ITL), List.of(99.0), null);

    JsonNode ours = json(metrics(spec), Plans.of(spec, new Case(1, 32, 8, null, 10)).context());

    List<String> expected = new ArrayList<>(names(real));
    expected.add("llmbench");
    assertThat(names(ours)).containsExactlyElementsOf(expected);
    assertThat(ours.get("request_goodput").isNull()).isTrue();
    assertThat(ours.get("max_concurrency").isNull()).isTrue();
  }

  @Test
  void decodingFiguresStandWhereVllmHasThem() throws IOException {
    JsonNode answer = MAPPER.readTree(Golden.read("servermetrics/decoding-speculative.json"));
    List<String> theirs = new ArrayList<>();
    answer.path("keys").forEach(key -> theirs.add(key.asText()));
    Map<String, Object> figures =
        MAPPER.convertValue(answer.path("figures"), new TypeReference<>() {});
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0), null);

    JsonNode ours =
        json(
            metrics(spec),
            Plans.of(spec, new Case(1, 32, 8, null, 10)).decoding(figures).detailed().context());

    assertThat(names(ours)).containsSubsequence(theirs).endsWith("llmbench");
    for (String key : figures.keySet()) {
      assertThat(ours.get(key)).as(key).isEqualTo(answer.path("figures").get(key));
    }
  }

  @Test
  void plainResultIsTheGolden() throws IOException {
    KnownAnswer answer = KnownAnswer.load("plain");
    Plans plans = Plans.of(answer.spec(), answer.benchCase()).simulated().label("first");
    Golden.check("results/result.json", () -> pretty(text(answer.metrics(), plans.context())));
  }

  @Test
  void detailedResultIsTheGolden() throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0), null);
    List<RequestRecord> records =
        List.of(
            Requests.request(1)
                .sentAt(7)
                .failed(Outcome.HTTP_ERROR, 429, "zu schnell \u2014 \ud83d\ude00")
                .endedAt(9)
                .build(),
            Requests.request(0)
                .sentAt(1)
                .dueAt(0)
                .empty(2)
                .output(100.000001, 120, 150)
                .finish(151)
                .text("Grüße \"你好\" \ud83d\ude00 \ud800 \u2028 i\u0307")
                .outputTokens(7)
                .asked(9)
                .build());
    Plans plans =
        Plans.of(spec, new Case(3, 16, 9, 2, 3))
            .detailed()
            .partial()
            .metadata(Map.of("machine", "büro"))
            .sections(Map.of("client_health", Map.of("max_lag_ms", 1.5)));
    Golden.check(
        "results/result-detailed.json",
        () -> pretty(text(ServingMetrics.of(records, spec), plans.context())));
  }

  @Test
  void resultIsOneLineOfAsciiThatPythonReads() throws IOException {
    String text = text(KnownAnswer.load("mixed").metrics(), mixedContext());

    assertThat(text.lines()).hasSize(1);
    assertThat(text).isPrintable().doesNotContain("NaN", "Infinity");
  }

  @Test
  void metadataNeverReplacesAKeyOfTheResult() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String name : List.of("duration", "model_id", "llmbench", "p99.9_itl_ms", "mine")) {
      metadata.put(name, "forged");
    }
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0), null);

    JsonNode ours =
        json(metrics(spec), Plans.of(spec, new Case(1, 8, 8, 1, 3)).metadata(metadata).context());

    assertThat(ours.get("mine").asText()).isEqualTo("forged");
    assertThat(ours.toString()).containsOnlyOnce("forged");
    assertThat(ours.at("/llmbench/notes").toString())
        .contains("duration, model_id, llmbench, p99.9_itl_ms");
  }

  @Test
  void sectionMayNotHideAMemberOfOurs() {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(), null);
    Plans plans = Plans.of(spec, new Case(1, 8, 8, 1, 1)).sections(Map.of("failures", 1));

    assertThatThrownBy(plans::context)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("failures");
  }

  @Test
  void everyMemberOfOursIsReserved() throws IOException {
    JsonNode ours = json(KnownAnswer.load("plain").metrics(), mixedContext()).get("llmbench");

    List<String> members = new ArrayList<>(names(ours));
    members.add(WorkloadFields.MEMBER); // where requests have classes
    assertThat(members).hasSameElementsAs(LlmbenchFields.MEMBERS);
  }

  @Test
  void classesHaveVllmsKeysAndTheirGoodput() throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0), null);
    ServingMetrics metrics =
        ServingMetrics.of(
            List.of(
                Requests.request(0).sentAt(0).output(5, 10).of("b", 5.0, null).build(),
                Requests.request(1).sentAt(0).output(9, 20).of("b", 5.0, 30.0).build(),
                Requests.request(2).sentAt(0).output(9, 500).of("a", null, null).build()),
            spec);

    JsonNode classes =
        json(metrics, Plans.of(spec, new Case(1, 32, 8, null, 3)).context())
            .at("/llmbench/workloads");

    assertThat(names(classes)).containsExactly("a", "b");
    assertThat(names(classes.get("a")))
        .containsExactly(
            "completed",
            "failed",
            "total_input_tokens",
            "total_output_tokens",
            "request_throughput",
            "request_goodput",
            "output_throughput",
            "total_token_throughput",
            "mean_ttft_ms",
            "median_ttft_ms",
            "std_ttft_ms",
            "p99_ttft_ms",
            "goodput");
    assertThat(classes.at("/a/goodput").isNull()).isTrue();
    assertThat(classes.at("/a/request_goodput").isNull()).isTrue();
    assertThat(classes.at("/b/goodput"))
        .isEqualTo(
            MAPPER.readTree(
                "{\"good_requests\": 1, \"good_ratio\": 0.5, \"ttft_ratio\": 0.5, \"e2el_ratio\": 1.0,"
                    + " \"good_output_tokens\": 2, \"output_token_goodput\": 4.0}"));
  }

  @Test
  void allFailedCaseHasZerosAndSaysSo() throws IOException {
    KnownAnswer answer = KnownAnswer.load("all-failed");

    JsonNode ours = json(answer.metrics(), Plans.of(answer.spec(), answer.benchCase()).context());

    assertThat(ours.get("completed").asInt()).isZero();
    assertThat(ours.get("failed").asInt()).isEqualTo(3);
    assertThat(ours.get("p99_ttft_ms").isDouble()).isTrue();
    assertThat(ours.get("p99_ttft_ms").asDouble()).isZero();
    assertThat(ours.at("/llmbench/notes").toString()).contains("All requests failed");
    assertThat(ours.at("/llmbench/failures/0/kind").asText()).isEqualTo("connect_failed");
  }

  @Test
  void percentileAskedForTwiceIsOneKey() throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0, 99.0), null);

    String text = text(metrics(spec), Plans.of(spec, new Case(1, 8, 8, 1, 3)).context());

    // Once each at the top level and in vllm_definitions, intervals, all_requests, from_intended;
    // and once as a value, for three requests are too few for it.
    assertThat(text.split("\"p99_ttft_ms\":", -1)).hasSize(6);
    assertThat(text.split("\"p99_ttft_ms\"", -1)).hasSize(7);
  }

  @Test
  void fileLiesDirectlyInTheResultFolderUnderTheCasesName(@TempDir Path folder) throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(), null);
    Plans plans = Plans.of(spec, new Case(1, 256, 512, 4, 40)).in(folder);

    assertThat(ResultWriter.write(metrics(spec), plans.context()))
        .isEqualTo(folder.resolve("bench_io256x512_mc4_np40.json"))
        .isRegularFile();
    assertThat(ResultWriter.write(metrics(spec), plans.filename("mine.json").context()))
        .isEqualTo(folder.resolve("mine.json"));
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void histogramLogsHoldWhatWasMeasured(@TempDir Path folder) throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(), List.of(99.9, 99.99), null, List.of(), null, true);
    Plans plans = Plans.of(spec, new Case(1, 256, 512, 4, 40)).in(folder);

    ResultWriter.write(metrics(spec), plans.context());

    assertThat(folder.resolve("hdr").toFile().list())
        .containsExactlyInAnyOrder(
            "io256x512_mc4_np40.ttft.hlog",
            "io256x512_mc4_np40.tpot.hlog",
            "io256x512_mc4_np40.itl.hlog",
            "io256x512_mc4_np40.e2el.hlog");
    try (HistogramLogReader reader =
        new HistogramLogReader(folder.resolve("hdr/io256x512_mc4_np40.itl.hlog").toFile())) {
      Histogram itl = (Histogram) reader.nextIntervalHistogram();
      // Three requests with gaps of 29.5 and 60 ms.
      assertThat(itl.getTotalCount()).isEqualTo(6);
      assertThat((double) itl.getMinValue()).isCloseTo(29.5e6, withinPercentage(0.1));
      assertThat((double) itl.getMaxValue()).isCloseTo(60e6, withinPercentage(0.1));
      assertThat(reader.nextIntervalHistogram()).isNull();
    }
  }

  @Test
  void percentilesOfAnyRankHaveVllmsNames() throws IOException {
    MetricSpec spec = new MetricSpec(Set.of(Metric.TTFT), List.of(99.0, 99.9, 99.99, 0.5), null);

    JsonNode ours = json(metrics(spec), Plans.of(spec, new Case(1, 8, 8, 1, 3)).context());

    assertThat(names(ours))
        .contains("p99_ttft_ms", "p99.9_ttft_ms", "p99.99_ttft_ms", "p0.5_ttft_ms");
  }

  @Test
  void goodputSetsAndSlicesStandUnderTheirNames() throws IOException {
    MetricSpec spec =
        new MetricSpec(
            Set.of(Metric.TTFT),
            List.of(99.0),
            null,
            List.of(new GoodputSet("strict", Map.of(Metric.TTFT, 100.0, Metric.E2EL, 500.0))),
            Duration.ofMillis(100),
            false);

    JsonNode ours =
        json(metrics(spec), Plans.of(spec, new Case(1, 8, 8, 1, 3)).context()).get("llmbench");

    JsonNode strict = ours.at("/goodput_sets/strict");
    assertThat(strict.at("/limits_ms").toString()).isEqualTo("{\"ttft\":100.0,\"e2el\":500.0}");
    assertThat(strict.at("/good_requests").asInt()).isZero();
    assertThat(ours.at("/slices/slice_s").asDouble()).isEqualTo(0.1);
    assertThat(ours.at("/slices/windows")).hasSize(2);
    assertThat(ours.at("/slices/windows/1/mean_ttft_ms").asDouble()).isCloseTo(100.5, within(1e-9));
    assertThat(ours.at("/slices/windows/1/goodput_sets/strict/good_requests").asInt()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatIsWrittenReadsBackTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long sent = (long) (random.nextDouble() * 1e10);
      Requests request = Requests.request(i).sentAtNanos(sent).promptTokens(random.nextInt(99));
      long at = sent;
      for (int chunk = random.nextInt(12); chunk >= 0; chunk--) {
        at += random.nextInt(90_000_000);
        request.chunk(at, (byte) "oef".charAt(random.nextInt(3)));
      }
      records.add(request.endedAtNanos(at).build());
    }
    MetricSpec spec = new MetricSpec(Set.of(Metric.values()), List.of(1.0, 99.0), null);
    ServingMetrics metrics = ServingMetrics.of(records, spec);

    JsonNode ours = json(metrics, Plans.of(spec, new Case(1, 8, 8, 4, 200)).detailed().context());

    assertThat(ours.get("duration").asDouble()).isEqualTo(metrics.durationSeconds());
    assertThat(ours.get("output_throughput").asDouble())
        .isEqualTo(metrics.figures().outputThroughput());
    assertThat(ours.get("std_itl_ms").asDouble())
        .isEqualTo(metrics.figures().latency(Metric.ITL).stdMillis());
    assertThat(ours.at("/llmbench/vllm_definitions/p99_tpot_ms").asDouble())
        .isEqualTo(metrics.vllmDefinitions().latency(Metric.TPOT).percentileMillis(99));
    RequestSamples requests = metrics.requests();
    for (int i = 0; i < requests.size(); i++) {
      assertThat(ours.get("ttfts").get(i).asDouble()).isEqualTo(requests.ttftSeconds(i));
      assertThat(ours.get("latencies").get(i).asDouble()).isEqualTo(requests.latencySeconds(i));
      assertThat(ours.get("start_times").get(i).asDouble()).isEqualTo(requests.startSeconds(i));
      assertThat(ours.get("queue_times").get(i).asDouble()).isEqualTo(requests.queueSeconds(i));
      assertThat(ours.get("itls").get(i)).hasSize(requests.itlSeconds(i).length);
    }
  }

  /** A result of ours with the options of the real run. */
  private static JsonNode detailedTwin() throws IOException {
    return json(
        metrics(VLLM_RUN),
        Plans.of(VLLM_RUN, new Case(1, 32, 8, 2, 10))
            .detailed()
            .metadata(Map.of("machine", "test"))
            .context());
  }

  private static ServingMetrics metrics(MetricSpec spec) {
    List<RequestRecord> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(Requests.request(i).sentAt(i).output(i + 100.5, i + 130, i + 190).build());
    }
    return ServingMetrics.of(records, spec);
  }

  private static ResultContext mixedContext() {
    KnownAnswer answer = KnownAnswer.load("mixed");
    return Plans.of(answer.spec(), answer.benchCase()).detailed().context();
  }

  private static JsonNode json(ServingMetrics metrics, ResultContext context) throws IOException {
    return MAPPER.readTree(text(metrics, context));
  }

  private static String text(ServingMetrics metrics, ResultContext context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultWriter.writeTo(out, metrics, context);
    return out.toString(UTF_8);
  }

  /** A line per member, so that a changed golden can be read. */
  private static String pretty(String json) {
    // By text alone: every number and escape stays as it was written.
    return json.replace(",\"", ",\n\"").replace(":{\"", ":{\n\"") + "\n";
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Python's type; of an array, the type of its first element too. */
  private static String type(JsonNode value) {
    if (value.isArray()) {
      return "list of " + type(value.get(0));
    }
    return value.isDouble() ? "float" : value.getNodeType().toString();
  }
}
