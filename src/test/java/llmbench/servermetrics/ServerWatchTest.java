// SPDX-License-Identifier: Apache-2.0
package llmbench.servermetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.plan.Api;
import llmbench.plan.ServerSpec;
import llmbench.plan.Target;
import llmbench.recording.NanoClock;
import llmbench.server.ServerConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerWatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CaseWork WORK = new CaseWork(10, 300, 100, 25.0, 0);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("server/case.jsonl");
  }

  private static ServerWatch watch(MetricsServer server, double seconds, @Nullable List<URI> urls) {
    Target target =
        new Target(
            server.url(), Api.OPENAI, null, null, null, null, Map.of("X-Team", "t"), false, null);
    return ServerWatch.of(
        new ServerSpec(
            urls, Duration.ofMillis((long) (seconds * 1000)), List.of(), false, false, null),
        ServerConnection.to(target, server.url(), "key", Duration.ofSeconds(5)),
        server.url(),
        NanoClock.SYSTEM);
  }

  private CaseWatch begin(ServerWatch watch) {
    return watch.begin("case", 1234, NanoClock.SYSTEM.nanoTime(), file());
  }

  private List<JsonNode> series() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void readsBeforeDuringAndAfterALoad() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      AtomicInteger times = new AtomicInteger();
      server.gives(
          "/metrics",
          () -> {
            int n = times.incrementAndGet();
            return "vllm:num_requests_running "
                + (n == 1 ? 0 : n < 5 ? 2 : 0)
                + "\nvllm:generation_tokens_total "
                + 10 * Math.min(n, 5)
                + "\n";
          });

      CaseWatch watch = begin(watch(server, 0.1, null));
      while (times.get() < 3) {
        Thread.sleep(5);
      }
      watch.finish();
      watch.finish();

      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("running").path("max").asDouble()).isEqualTo(2);
      assertThat(section.path("running").path("mean").asDouble()).isEqualTo(2);
      assertThat(section.path("running").path("end").asDouble())
          .as("it waits until nothing runs")
          .isZero();
      assertThat(section.path("generation_tokens").path("increase").asDouble()).isEqualTo(40);
      assertThat(section.path("failed_scrapes").asInt()).isZero();
      assertThat(section.path("missing").toString()).contains("ttft");
      List<JsonNode> lines = series();
      assertThat(lines.get(0).path("format").asText()).isEqualTo("llmbench-server");
      assertThat(lines.get(0).path("anchor_epoch_ms").asLong()).isEqualTo(1234);
      assertThat(lines).hasSize(section.path("scrapes").asInt() + 1);
      assertThat(lines.get(1).path("stage").asText()).isEqualTo("before");
      assertThat(lines.get(2).path("stage").asText()).isEqualTo("during");
      assertThat(lines.get(2).path("values").path("running").asDouble()).isEqualTo(2);
      assertThat(lines.get(2).path("at").asLong()).isGreaterThan(lines.get(1).path("at").asLong());
      assertThat(lines.get(lines.size() - 1).path("stage").asText()).isEqualTo("after");
      int asked = server.asked.size();
      Thread.sleep(250);
      assertThat(server.asked).as("nothing is asked after the case").hasSize(asked);
    }
  }

  @Test
  void aRestartLeavesOutWhatWasBefore() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      AtomicInteger tokens = new AtomicInteger(10);
      server.gives("/metrics", () -> "vllm:generation_tokens_total " + tokens + "\n");
      CaseWatch watch = begin(watch(server, 0, null));
      tokens.set(50);
      long before = NanoClock.SYSTEM.nanoTime();
      assertThat(watch.restart()).isBetween(before, NanoClock.SYSTEM.nanoTime());
      tokens.set(80);
      watch.finish();
      assertThat(watch.restart()).as("it has ended").isEqualTo(-1);

      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("generation_tokens").path("start").asDouble()).isEqualTo(50);
      assertThat(section.path("generation_tokens").path("increase").asDouble()).isEqualTo(30);
      assertThat(section.path("scrapes").asInt()).isEqualTo(3);
      assertThat(series())
          .extracting(line -> line.path("stage").asText())
          .containsExactly("", "before", "before", "after");
    }
  }

  @Test
  void aRestartThatGetsNoAnswerLeavesTheFiguresWhole() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      AtomicInteger tokens = new AtomicInteger(10);
      server.gives("/metrics", () -> "vllm:generation_tokens_total " + tokens + "\n");
      CaseWatch watch = begin(watch(server, 0, null));
      server.gives("/metrics", () -> "no metric {\n");
      assertThat(watch.restart()).isEqualTo(-1);
      server.gives("/metrics", () -> "vllm:generation_tokens_total 80\n");
      watch.finish();
      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("generation_tokens").path("increase").asDouble()).isEqualTo(70);
      assertThat(section.path("failed_scrapes").asInt()).isEqualTo(1);
    }
  }

  @Test
  void intervalOfZeroReadsBeforeAndAfterOnly() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      server.gives("/metrics", () -> "vllm:generation_tokens_total 1\n");

      CaseWatch watch = begin(watch(server, 0, null));
      Thread.sleep(150);
      watch.finish();

      assertThat(server.asked).hasSize(2);
    }
  }

  @Test
  void serverWithoutMetricsIsAskedOnceInABatch() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      ServerWatch batch = watch(server, 0.1, null);

      CaseWatch first = begin(batch);
      first.finish();
      List<String> asked = List.copyOf(server.asked);
      CaseWatch second = begin(batch);
      Thread.sleep(250);
      second.finish();

      assertThat(asked).containsExactly("GET /metrics", "GET /prometheus/metrics");
      assertThat(server.asked).isEqualTo(asked);
      assertThat(first.figures(WORK).notes())
          .singleElement()
          .asString()
          .contains(server.url() + "/metrics: HTTP 404");
      assertThat(second.figures(WORK).notes()).isEqualTo(first.figures(WORK).notes());
      assertThat(second.figures(WORK).line()).isEmpty();
      assertThat(second.figures(WORK).decoding()).isEmpty();
      assertThat(file()).doesNotExist();
    }
  }

  @Test
  void findsTheRouteOfTensorRt() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      server.gives("/metrics", () -> "[{\"iter\": 1}]");
      server.gives("/prometheus/metrics", () -> "trtllm_num_requests_running 0\n");
      ServerWatch batch = watch(server, 0, null);

      CaseWatch watch = begin(batch);
      watch.finish();

      assertThat(JSON.valueToTree(watch.figures(WORK).section()).path("urls").get(0).asText())
          .isEqualTo(server.url() + "/prometheus/metrics");
      assertThat(server.asked)
          .containsExactly("GET /metrics", "GET /prometheus/metrics", "GET /prometheus/metrics");
    }
  }

  @Test
  void ownMetricsAreLookedForAfterThePathAndAtTheRoot() {
    assertThat(ServerWatch.ownAddresses("http://h:1/a"))
        .extracting(URI::toString)
        .containsExactly(
            "http://h:1/a/metrics", "http://h:1/metrics", "http://h:1/a/prometheus/metrics");
  }

  @Test
  void keyGoesToTheServerOnlyAndEnergyComesFromTheExporter() throws Exception {
    try (MetricsServer server = new MetricsServer();
        MetricsServer exporter = new MetricsServer()) {
      AtomicInteger joules = new AtomicInteger(100);
      server.gives("/m", () -> "vllm:generation_tokens_total 1\n");
      exporter.gives(
          "/metrics",
          () -> "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu=\"0\"} " + 1000 * joules.getAndAdd(500));

      CaseWatch watch =
          begin(
              watch(
                  server,
                  0,
                  List.of(
                      URI.create(server.url() + "/m"), URI.create(exporter.url() + "/metrics"))));
      watch.finish();

      assertThat(server.headers)
          .allSatisfy(
              headers -> {
                assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer key");
                assertThat(headers.getFirst("X-Team")).isEqualTo("t");
              });
      assertThat(exporter.headers)
          .allSatisfy(
              headers -> {
                assertThat(headers.containsKey("Authorization")).isFalse();
                assertThat(headers.containsKey("X-Team")).isFalse();
              });
      JsonNode energy = JSON.valueToTree(watch.figures(WORK).section()).path("energy");
      assertThat(energy.path("gpu_j").asDouble()).isEqualTo(500);
      assertThat(energy.path("gpu_j_per_output_token").asDouble()).isEqualTo(5);
      assertThat(energy.path("gpu_j_per_token").asDouble()).isEqualTo(1.25);
    }
  }

  @Test
  void withoutACounterEnergyIsPowerTimesDuration() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      server.gives(
          "/metrics",
          () -> "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\"} 100\nDCGM_FI_DEV_POWER_USAGE{gpu=\"1\"} 200\n");

      CaseWatch watch = begin(watch(server, 0, null));
      watch.finish();

      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("energy").path("gpu_j").asDouble()).isEqualTo(3000);
      assertThat(section.path("energy").path("gpu_j_per_output_token").asDouble()).isEqualTo(30);
      JsonNode pooled =
          JSON.valueToTree(watch.figures(new CaseWork(10, 300, 0, null, 0)).section());
      assertThat(pooled.path("energy").path("gpu_j_per_token").asDouble()).isEqualTo(10);
      assertThat(pooled.path("energy").has("gpu_j_per_output_token")).isFalse();
      assertThat(section.has("missing")).as("no inference server was asked").isFalse();
      assertThat(watch.figures(WORK).notes()).isEmpty();
    }
  }

  @Test
  void exporterThatIsAwayIsANoteAndTheOthersAreRead() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      MetricsServer away = new MetricsServer();
      String awayUrl = away.url();
      away.close();
      server.gives("/metrics", () -> "vllm:generation_tokens_total 1\n");

      CaseWatch watch =
          begin(
              watch(
                  server,
                  0,
                  List.of(
                      URI.create(awayUrl + "/metrics"), URI.create(server.url() + "/metrics"))));
      watch.finish();

      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("generation_tokens").path("end").asDouble()).isEqualTo(1);
      assertThat(section.path("failed_scrapes").asInt()).isEqualTo(2);
      assertThat(section.path("notes").toString()).contains(awayUrl + "/metrics: ConnectException");
    }
  }

  @Test
  void restartIsSaid() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      AtomicInteger tokens = new AtomicInteger(100);
      server.gives("/metrics", () -> "vllm:generation_tokens_total " + tokens.getAndSet(7));

      CaseWatch watch = begin(watch(server, 0, null));
      watch.finish();

      assertThat(watch.figures(WORK).notes()).anyMatch(note -> note.contains("restarted"));
      JsonNode section = JSON.valueToTree(watch.figures(WORK).section());
      assertThat(section.path("generation_tokens").path("increase").asDouble()).isEqualTo(7);
      assertThat(section.path("counter_resets").asInt()).isEqualTo(1);
    }
  }

  @Test
  void lineSetsBothTtftsSideBySide() throws Exception {
    try (MetricsServer server = new MetricsServer()) {
      List<String> texts =
          List.of(
              Files.readString(Readings.GOLDEN.resolve("vllm-0.32-before.txt")),
              Files.readString(Readings.GOLDEN.resolve("vllm-0.32-after.txt")));
      AtomicInteger next = new AtomicInteger();
      server.gives("/metrics", () -> texts.get(Math.min(1, next.getAndIncrement())));

      CaseWatch watch = begin(watch(server, 0, null));
      watch.finish();

      assertThat(watch.figures(WORK).line())
          .startsWith("server TTFT (ms): mean 48.87, median ")
          .contains("(interpolated in its buckets)")
          .endsWith("; client TTFT: mean 25.00");
      assertThat(watch.figures(new CaseWork(10, 300, 100, null, 0)).line())
          .as("answers that come whole have none")
          .startsWith("server TTFT (ms): mean ")
          .doesNotContain("client");
      assertThat(watch.figures(WORK).prefixCache()).isEqualTo(new CacheCounters(2073, 1280));
      assertThat(watch.figures(new CaseWork(1, 1, 1, 1.0, 3)).notes())
          .containsExactly(
              "The server's own counts hold the case's 3 requests beside the load, such as warm-ups.");
    }
  }
}
