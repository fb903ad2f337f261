// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import static llmbench.metrics.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import llmbench.Xlsx;
import llmbench.config.PlanReader;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.ConversationMetricsTest;
import llmbench.metrics.Requests;
import llmbench.metrics.TurnSample;
import llmbench.metrics.TurnSummary;
import llmbench.plan.Plan;
import llmbench.recording.RequestSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnWorkbookTest {
  @TempDir private Path folder;

  private ResultContext context(String lines, Map<String, Object> section) {
    Plan plan =
        new PlanReader()
            .readText(
                Path.of("config.yaml"),
                "base_url: embedded\ndataset_name: multi_turn\ndataset_path: a.json\nresult_dir: "
                    + folder
                    + "\n"
                    + lines,
                Map.of(),
                Map.of());
    return new ResultContext(
        plan,
        plan.cases().get(0),
        "=cmd|' /C calc'!A0",
        null,
        Instant.parse("2025-01-31T12:00:09Z").atZone(ZoneOffset.UTC),
        true,
        false,
        Map.of(),
        null,
        Map.of(),
        Map.of("conversations", section));
  }

  private static Requests turn(int index, String conversation, int turn) {
    return request(index)
        .sentAt(1000 * index)
        .output(1000 * index + 10, 1000 * index + 20)
        .session(RequestSession.ofTurn(conversation, turn, 1, 2 * turn + 1, 10 * turn));
  }

  @Test
  void sheetsAndColumnsAreVllms() throws IOException {
    ConversationMetrics metrics = ConversationMetrics.of(ConversationMetricsTest.goldenRecords());
    metrics.warmedUpFor(2.5);
    ResultContext context =
        context(
            "excel_output: true\nnum_clients: 2\nwarmup_percentages: 0%, 50%\n"
                + "limit_min_tokens: 3\nlimit_max_tokens: 9",
            Map.of("counts", Map.of("in_data", 24), "generator", Map.of("text_files", "a.txt")));

    Path file = Objects.requireNonNull(TurnWorkbook.write(context, metrics));

    assertThat(file.getFileName()).hasToString("statistics_2_clients__31-01-2025_12-00-09.xlsx");
    assertThat(Xlsx.sheets(file)).containsExactly("Summary", "Raw data");
    List<List<String>> summary = Xlsx.rows(file, "Summary");
    assertThat(summary.get(0))
        .containsExactly(
            "model",
            "num_clients",
            "num_conversations",
            "active_conversations",
            "seed",
            "min_tokens",
            "max_tokens");
    assertThat(summary.get(1))
        .as("a text, not a formula, and an empty cell")
        .containsExactly("=cmd|' /C calc'!A0", "2", "24", "", "0", "3", "9");
    assertThat(summary.get(3)).containsExactly("text_files");
    assertThat(summary.get(4)).containsExactly("a.txt");
    assertThat(summary.get(8))
        .containsExactly(
            "runtime_sec",
            "requests_per_sec",
            "warmup_runtime_sec",
            "total_runtime_incl_warmup_sec");
    TurnSummary all = metrics.vllmSummary(0);
    assertThat(numbers(summary.get(9)))
        .containsExactly(
            all.runtimeSeconds(), all.requestsPerSecond(), 2.5, all.runtimeSeconds() + 2.5);
    assertThat(summary.get(11))
        .containsExactly(
            "", "count", "mean", "std", "min", "25%", "50%", "75%", "90%", "99%", "max");
    assertThat(IntStream.range(12, 19).mapToObj(i -> summary.get(i).get(0)))
        .containsExactly(
            "ttft_ms",
            "tpot_ms",
            "latency_ms",
            "input_num_turns",
            "input_num_tokens",
            "output_num_tokens",
            "output_num_chunks");
    assertThat(summary.get(12).get(1)).isEqualTo("130");
    assertThat(Double.parseDouble(summary.get(12).get(2)))
        .isEqualTo(Objects.requireNonNull(all.columns().get("ttft_ms")).mean());
    assertThat(summary.get(24)).as("as far below as in vLLM's").isEqualTo(summary.get(11));
    assertThat(summary.get(25).get(1)).as("half of them").isEqualTo("65");

    List<List<String>> raw = Xlsx.rows(file, "Raw data");
    assertThat(raw).hasSize(131);
    assertThat(raw.get(0))
        .containsExactly(
            "ttft_ms",
            "tpot_ms",
            "latency_ms",
            "start_time_ms",
            "input_num_turns",
            "input_num_tokens",
            "output_num_tokens",
            "output_num_chunks",
            "output_num_first_chunk_tokens",
            "approx_cached_percent",
            "conversation_id",
            "client_id",
            "end_time_ms");
    assertThat(raw.subList(1, 131).stream().map(row -> Double.parseDouble(row.get(3)))).isSorted();
    TurnSample first = metrics.vllmTurns().get(0);
    assertThat(raw.subList(1, 131))
        .anySatisfy(
            row -> {
              assertThat(Double.parseDouble(row.get(0))).isEqualTo(first.ttftMillis());
              assertThat(Double.parseDouble(row.get(3))).isEqualTo(first.startMillis());
              assertThat(row.get(10)).isEqualTo(first.conversationId());
              assertThat(Double.parseDouble(row.get(12))).isEqualTo(first.endMillis());
            });
  }

  private static List<Double> numbers(List<String> row) {
    return row.stream().map(Double::valueOf).toList();
  }

  @Test
  void verboseHasTheTimeSinceTheTurnBeforeOfTheConversation() throws IOException {
    ConversationMetrics metrics =
        ConversationMetrics.of(
            List.of(
                turn(0, "=1+1", 0).build(),
                turn(1, "b", 0).build(),
                turn(3, "=1+1", 1).build(),
                turn(2, "b", 1).build()));
    Path file =
        Objects.requireNonNull(
            TurnWorkbook.write(context("excel_output: true\nverbose: true", Map.of()), metrics));
    List<List<String>> raw = Xlsx.rows(file, "Raw data");
    assertThat(raw.get(0).get(12)).isEqualTo("time_between_user_turns_sec");
    assertThat(raw).extracting(row -> row.get(10)).endsWith("=1+1", "b", "b", "=1+1");
    assertThat(raw.get(1).get(12)).isEmpty();
    assertThat(raw.get(2).get(12)).isEmpty();
    assertThat(numbers(List.of(raw.get(3).get(12), raw.get(4).get(12)))).containsExactly(1.0, 3.0);
    List<List<String>> summary = Xlsx.rows(file, "Summary");
    assertThat(summary.get(0)).doesNotContain("min_tokens");
    assertThat(summary.get(4)).as("no parameters of a generator").contains("runtime_sec");
  }

  @Test
  void nothingIsWrittenWhereNobodyAsksOrNoTurnCompleted() throws IOException {
    ConversationMetrics one = ConversationMetrics.of(List.of(turn(0, "a", 0).build()));
    assertThat(TurnWorkbook.write(context("", Map.of()), one)).isNull();
    ResultContext asked = context("excel_output: true", Map.of());
    assertThat(TurnWorkbook.write(asked, new ConversationMetrics())).isNull();
    assertThat(TurnWorkbook.write(asked, null)).isNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rowsBeyondASheetGoOnInAFurtherOne() throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      Spreadsheet sheets = new Spreadsheet(out, 3);
      sheets.sheet("Raw data");
      sheets.heading(List.of("n", "text"));
      for (int i = 0; i < 5; i++) {
        sheets.row(List.of(i, "\u00e9\u0001" + "x".repeat(40_000)));
      }
      sheets.finish();
    }
    assertThat(Xlsx.sheets(file)).containsExactly("Raw data", "Raw data 2", "Raw data 3");
    List<String> numbers = new ArrayList<>();
    for (String sheet : Xlsx.sheets(file)) {
      List<List<String>> rows = Xlsx.rows(file, sheet);
      assertThat(rows.get(0)).containsExactly("n", "text");
      rows.subList(1, rows.size()).forEach(row -> numbers.add(row.get(0)));
      assertThat(rows.get(1).get(1)).startsWith("\u00e9x").hasSizeLessThanOrEqualTo(32_767);
    }
    assertThat(numbers).containsExactly("0", "1", "2", "3", "4");
  }
}
