// SPDX-License-Identifier: Apache-2.0
package llmbench.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedRunTest {
  static final String RESULT =
      """
      {"date": "20260102-030405", "model_id": "m", "backend": "openai-chat", "num_prompts": 3,
       "request_rate": "inf", "max_concurrency": null, "burstiness": 1.0, "duration": 2.5,
       "completed": 2, "failed": 1, "request_throughput": 0.8, "request_goodput": null,
       "ttfts": [0.1], "p99_ttft_ms": 20, "rtfx": NaN,
       "llmbench": {"simulated": true, "partial": false, "suspect": ["CPU: 1.00"],
         "notes": ["Measured against the simulator."], "versions": {"llmbench": "0.1"},
         "case": {"name": "io8x8_mc1_np3", "number": 1, "input_len": 8},
         "options": {"model": "m", "input_output": [[8, 8]]},
         "steady": {"found": true, "p99_ttft_ms": 19.5, "reason": ""}}}
      """;

  @TempDir private Path folder;

  private TrackedRun run(String json) throws IOException {
    Path file = folder.resolve("bench_a.json");
    Files.writeString(file, json);
    List<String> skipped = new ArrayList<>();
    List<ResultDocument> results = ResultDocument.all(folder, skipped);
    assertThat(skipped).isEmpty();
    return TrackedRun.of(results.get(0), folder.resolve("report.html"));
  }

  @Test
  void whatWasAskedIsAParameterAndWhatWasMeasuredAMetric() throws IOException {
    TrackedRun run = run(RESULT);
    assertThat(run.name()).isEqualTo("io8x8_mc1_np3");
    assertThat(run.params())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("model", "m"),
                Map.entry("input_output", "[[8,8]]"),
                Map.entry("number", "1"),
                Map.entry("input_len", "8"),
                Map.entry("model_id", "m"),
                Map.entry("backend", "openai-chat"),
                Map.entry("num_prompts", "3"),
                Map.entry("request_rate", "inf"),
                Map.entry("burstiness", "1.0")));
    assertThat(run.metrics())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "duration", 2.5,
                "completed", 2.0,
                "failed", 1.0,
                "request_throughput", 0.8,
                "p99_ttft_ms", 20.0,
                "steady/p99_ttft_ms", 19.5));
    assertThat(run.endMillis() - run.startMillis()).isEqualTo(2_500);
  }

  @Test
  void tagsSayWhatTheFiguresAreWorth() throws IOException {
    assertThat(run(RESULT).tags())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "case", "io8x8_mc1_np3",
                "file", "bench_a.json",
                "model", "m",
                "backend", "openai-chat",
                "simulated", "true",
                "partial", "false",
                "suspect", "true",
                "failed_requests", "1",
                "llmbench_version", "0.1",
                "note", "Measured against the simulator.\n\nSuspect: CPU: 1.00"));
    TrackedRun partial = run(RESULT.replace("\"partial\": false", "\"partial\": true"));
    assertThat(partial.partial()).isTrue();
    assertThat(partial.tags()).containsEntry("partial", "true");
  }

  @Test
  void theFingerprintIsThatOfTheResultAndOfNoOther() throws IOException {
    String one = run(RESULT).fingerprint();
    assertThat(run(RESULT).fingerprint()).isEqualTo(one);
    assertThat(run(RESULT.replace("0.8", "0.9")).fingerprint()).isNotEqualTo(one);
  }

  @Test
  void thePageIsAnArtifactWhereItIs() throws IOException {
    assertThat(run(RESULT).artifacts()).containsExactly(folder.resolve("bench_a.json"));
    Files.writeString(folder.resolve("report.html"), "<html>");
    assertThat(run(RESULT).artifacts())
        .containsExactly(folder.resolve("bench_a.json"), folder.resolve("report.html"));
  }

  @Test
  void aResultOfVllmHasItsFileForAName() throws IOException {
    TrackedRun run =
        run("{\"duration\": 1, \"completed\": 1, \"request_throughput\": 2, \"date\": \"?\"}");
    assertThat(run.name()).isEqualTo("bench_a.json");
    assertThat(run.tags()).containsEntry("suspect", "false").containsEntry("simulated", "false");
    assertThat(run.endMillis()).isEqualTo(folder.resolve("bench_a.json").toFile().lastModified());
  }

  @Test
  void variablesAreMlflows() {
    assertThat(Tracking.of(Map.of())).isEqualTo(new Tracking("", "llmbench"));
    assertThat(
            Tracking.of(Map.of("MLFLOW_TRACKING_URI", "http://h:1", "MLFLOW_EXPERIMENT_NAME", "e")))
        .isEqualTo(new Tracking("http://h:1", "e"));
    assertThat(new Tracking("https://h", "e").problem()).isEmpty();
    assertThat(new Tracking("sqlite:///x.db", "e").problem())
        .contains("MLFLOW_TRACKING_URI or --tracking-uri, found \"sqlite:///x.db\"");
  }
}
