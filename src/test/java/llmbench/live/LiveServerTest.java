// SPDX-License-Identifier: Apache-2.0
package llmbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.plan.LiveSpec;
import llmbench.recording.Outcome;
import llmbench.recording.RequestAbout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern METRIC = Pattern.compile("llmbench_[a-z0-9_]+");

  private final HttpClient client = HttpClient.newHttpClient();
  private LiveServer server;
  private LiveCase live;

  @BeforeEach
  void start() throws IOException {
    server =
        LiveServer.start(
            LiveSpec.LOOPBACK,
            0,
            new PrometheusFigures(Map.of("version", "1.2", "java", "17", "vllm_definitions", "0")));
    live = open("io8x8_mc1_np4");
  }

  private LiveCase open(String name) {
    CaseFacts facts = new CaseFacts(name, 4, null, "m\"<b>", "openai-chat", true, 0);
    return new LiveCase(facts, new CaseTally(name, 4, null, () -> 0), List.of(server));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String series(String name) {
    return name + "{case=\"io8x8_mc1_np4\",model=\"m\\\"<b>\"";
  }

  @Test
  void metricsAreInPrometheusTextFormat() throws Exception {
    live.inFlight(() -> 3);
    live.ended(LiveRecords.completed(50, 60, 90));
    live.ended(LiveRecords.ended(Outcome.HTTP_ERROR, false));
    live.ended(LiveRecords.ended(Outcome.HTTP_ERROR, true));
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body().lines())
        .contains(
            "# TYPE llmbench_requests_total counter",
            "# TYPE llmbench_ttft_seconds histogram",
            series("llmbench_requests_total") + ",outcome=\"completed\"} 1.0",
            series("llmbench_requests_total") + ",outcome=\"http_error\"} 1.0",
            series("llmbench_requests_in_flight") + "} 3.0",
            series("llmbench_requests_planned") + "} 4.0",
            series("llmbench_case_running") + "} 1.0",
            series("llmbench_simulated") + "} 1.0",
            series("llmbench_input_tokens_total") + "} 20.0",
            series("llmbench_output_tokens_total") + "} 3.0",
            series("llmbench_ttft_seconds_bucket") + ",le=\"0.03\"} 0",
            series("llmbench_ttft_seconds_bucket") + ",le=\"0.05\"} 1",
            series("llmbench_ttft_seconds_bucket") + ",le=\"+Inf\"} 1",
            series("llmbench_tpot_seconds_bucket") + ",le=\"0.015\"} 0",
            series("llmbench_tpot_seconds_bucket") + ",le=\"0.02\"} 1",
            series("llmbench_itl_seconds_bucket") + ",le=\"0.01\"} 1",
            series("llmbench_itl_seconds_bucket") + ",le=\"0.03\"} 2",
            series("llmbench_e2el_seconds_sum") + "} 0.09",
            series("llmbench_schedule_lag_seconds_count") + "} 2")
        .anyMatch(
            line -> line.startsWith("llmbench_build_info{") && line.contains("version=\"1.2\""));
  }

  @Test
  void aCaseThatEndedStaysWithNothingInFlight() throws Exception {
    live.inFlight(() -> 3);
    live.ended(LiveRecords.completed(50, 60));
    live.close();
    assertThat(get("/metrics").body())
        .contains(series("llmbench_requests_in_flight") + "} 0.0")
        .contains(series("llmbench_case_running") + "} 0.0")
        .contains(series("llmbench_ttft_seconds_count") + "} 1");
  }

  @Test
  void aRequestToAnotherModelIsCountedThere() throws Exception {
    RequestAbout none = RequestAbout.NONE;
    RequestAbout adapter =
        new RequestAbout(
            1,
            0,
            "adapter-7",
            null,
            null,
            null,
            RequestAbout.NOT_HELD,
            none.session(),
            none.workload(),
            none.phase());
    live.ended(LiveRecords.of(Outcome.CUT, true, adapter, new byte[0]));
    assertThat(get("/metrics").body())
        .contains(
            "llmbench_requests_total{case=\"io8x8_mc1_np4\",model=\"adapter-7\",outcome=\"cut\"}");
  }

  @Test
  void pageHasTheSameFiguresTheLastCaseFirst() throws Exception {
    live.inFlight(() -> 2);
    live.ended(LiveRecords.completed(50, 60, 90));
    live.ended(LiveRecords.ended(Outcome.CUT, true));
    LiveCase next = open("io8x8_mc2_np4");
    JsonNode cases = JSON.readTree(get("/figures.json").body());
    assertThat(cases).hasSize(2);
    assertThat(cases.get(0).path("case").asText()).isEqualTo(next.facts().name());
    assertThat(cases.get(0).path("ttft_p50_ms").isNull()).isTrue();
    JsonNode first = cases.get(1);
    assertThat(first.path("model").asText()).isEqualTo("m\"<b>");
    assertThat(first.path("done").asInt()).isEqualTo(2);
    assertThat(first.path("total").asInt()).isEqualTo(4);
    assertThat(first.path("failed").asInt()).isEqualTo(1);
    assertThat(first.path("in_flight").asInt()).isEqualTo(2);
    assertThat(first.path("fraction").asDouble()).isEqualTo(0.5);
    assertThat(first.path("simulated").asBoolean()).isTrue();
    assertThat(first.path("ttft_p50_ms").asDouble()).isBetween(49.9, 50.1);
  }

  @Test
  void pageNeedsNothingFromElsewhereAndMakesNoMarkupOfNames() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("textContent")
        .doesNotContain("innerHTML", "document.write", "http://", "https://", "src=");
    JsonNode figures = JSON.readTree(get("/figures.json").body()).get(0);
    Matcher asked = Pattern.compile("each\\.([a-z0-9_]+)").matcher(page.body());
    while (asked.find()) {
      assertThat(figures.has(asked.group(1))).as(asked.group(1)).isTrue();
    }
    assertThat(get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void eachQueryOfTheDashboardAsksForMetricsThatThereAre() throws Exception {
    live.ended(LiveRecords.completed(50, 60, 90));
    TreeSet<String> there = new TreeSet<>();
    get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> there.add(line.replaceAll("[{ ].*", "")));
    JsonNode dashboard = JSON.readTree(Files.readString(Path.of("docs/grafana/llmbench.json")));
    List<String> queries = dashboard.findValuesAsText("expr");
    queries.addAll(dashboard.path("templating").findValuesAsText("query"));
    TreeSet<String> asked = new TreeSet<>();
    for (String query : queries) {
      Matcher metric = METRIC.matcher(query);
      boolean any = false;
      while (metric.find()) {
        asked.add(metric.group());
        any = true;
      }
      assertThat(any || !query.contains("(")).as(query).isTrue();
    }
    assertThat(there).containsAll(asked);
    assertThat(asked).hasSizeGreaterThan(10);
  }

  @Test
  void aPortInUseIsSaidAndTheRunGoesOn() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LiveSpec spec =
          new LiveSpec(false, false, taken.getLocalPort(), LiveSpec.LOOPBACK, null, false);
      try (LiveRun run =
          LiveRun.start(
              spec, Map.of(), Map.of(), new PrintStream(said, true, StandardCharsets.UTF_8))) {
        LiveCase open = run.open(new CaseFacts("case", 1, null, "m", "openai-chat", false, 0));
        open.ended(LiveRecords.completed(5, 6));
        assertThat(open.tally().now().done()).isEqualTo(1);
      }
      assertThat(said.toString(StandardCharsets.UTF_8))
          .startsWith("WARNING: live: 127.0.0.1:" + taken.getLocalPort())
          .contains("in use")
          .contains("the run goes on without");
    }
  }

  @Test
  void anAddressThatIsNotThereIsSaidToo() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    LiveSpec spec = new LiveSpec(false, false, 65_535, "host.invalid", null, false);
    LiveRun.start(spec, Map.of(), Map.of(), new PrintStream(said, true, StandardCharsets.UTF_8))
        .close();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("WARNING: live: host.invalid:65535 cannot be listened on: ")
        .doesNotContain("null")
        .contains("e.g. live: 9464");
  }
}
