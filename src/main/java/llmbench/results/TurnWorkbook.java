// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.metrics.ConversationMetrics;
import llmbench.metrics.Description;
import llmbench.metrics.Percentile;
import llmbench.metrics.TurnSummary;
import llmbench.plan.DatasetOptions;
import llmbench.plan.MultiTurnSpec;
import llmbench.plan.TalkOutput;
import org.jspecify.annotations.Nullable;

/**
 * The workbook of a case of conversations, vLLM's {@code --excel-output}: its name, its sheets and
 * columns ({@code process_statistics}). {@code Summary} has the parameters and the table of each
 * share that is left out, {@code Raw data} the turns by vLLM's reading in the order of sending.
 */
final class TurnWorkbook {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd-MM-yyyy_HH-mm-ss", Locale.ROOT);
  private static final double PERCENT = 100;

  private final ResultContext context;
  private final ConversationMetrics metrics;
  private final MultiTurnSpec spec;
  private final TalkOutput output;

  private TurnWorkbook(
      ResultContext context, ConversationMetrics metrics, DatasetOptions.MultiTurn turns) {
    this.context = context;
    this.metrics = metrics;
    this.spec = turns.specOf(context.benchCase());
    this.output = turns.output();
  }

  /**
   * Writes the workbook that a plan asks for, if it does and there is a turn to tell of.
   *
   * @param conversations null where there are none
   * @return the file; null if none was written
   * @throws IOException if it cannot be written; with its name
   */
  static @Nullable Path write(ResultContext context, @Nullable ConversationMetrics conversations)
      throws IOException {
    if (!(context.plan().dataset().options() instanceof DatasetOptions.MultiTurn turns)
        || !turns.output().excel()
        || conversations == null
        || conversations.vllmTurns().isEmpty()) {
      return null;
    }
    TurnWorkbook workbook = new TurnWorkbook(context, conversations, turns);
    Path file = FileOfCase.of(workbook.name(), context.plan(), context.benchCase());
    if (file == null) {
      return null;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(file, workbook::write);
    return file;
  }

  /** vLLM's name, with the time at which the case ended. */
  private Path name() {
    ZonedDateTime ended = context.date();
    return Path.of("statistics_" + spec.numClients() + "_clients__" + DATE.format(ended) + ".xlsx");
  }

  private void write(OutputStream out) throws IOException {
    Spreadsheet sheets = new Spreadsheet(out, Spreadsheet.MOST_ROWS);
    summary(sheets);
    sheets.sheet("Raw data");
    TurnRows rows = new TurnRows(metrics.vllmTurns(), output.verbose());
    sheets.heading(rows.headings());
    rows.each(sheets::row);
    sheets.finish();
  }

  /** Rows are where vLLM's are, empty ones between the tables. */
  private void summary(Spreadsheet sheets) throws IOException {
    sheets.sheet("Summary");
    table(sheets, parameters());
    Map<String, Object> generator = generator();
    if (generator.isEmpty()) {
      sheets.skip(2);
    } else {
      sheets.skip(1);
      table(sheets, generator);
      sheets.skip(3);
    }
    for (double percent : output.warmupPercentages()) {
      TurnSummary summary = metrics.vllmSummary(percent / PERCENT);
      table(sheets, runtime(summary));
      sheets.skip(1);
      describe(sheets, summary.columns());
      sheets.skip(2);
    }
  }

  private static void table(Spreadsheet sheets, Map<String, ? extends @Nullable Object> values)
      throws IOException {
    sheets.heading(List.copyOf(values.keySet()));
    sheets.row(new ArrayList<>(values.values()));
  }

  @SuppressWarnings("NullAway") // an empty cell
  private Map<String, Object> parameters() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model", context.modelId());
    values.put("num_clients", spec.numClients());
    values.put(
        "num_conversations", told("counts") instanceof Map<?, ?> m ? m.get("in_data") : null);
    values.put("active_conversations", spec.maxActiveConversations());
    values.put("seed", context.plan().seedOf(context.benchCase()));
    if (spec.limits().minTokens() > 0) {
      values.put("min_tokens", spec.limits().minTokens());
    }
    if (spec.limits().maxTokens() > 0) {
      values.put("max_tokens", spec.limits().maxTokens());
    }
    return values;
  }

  private Map<String, Object> generator() {
    Map<String, Object> values = new LinkedHashMap<>();
    if (told("generator") instanceof Map<?, ?> by) {
      by.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
    }
    return values;
  }

  /** A member of the result's section on conversations. */
  private @Nullable Object told(String member) {
    return context.sections().get("conversations") instanceof Map<?, ?> section
        ? section.get(member)
        : null;
  }

  private static Map<String, Object> runtime(TurnSummary summary) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("runtime_sec", summary.runtimeSeconds());
    values.put("requests_per_sec", summary.requestsPerSecond());
    if (summary.warmedUp()) {
      values.put(MultiTurnSpec.WARMUP_RUNTIME, summary.warmupSeconds());
      values.put(MultiTurnSpec.TOTAL_RUNTIME, summary.totalSeconds());
    }
    return values;
  }

  private static void describe(Spreadsheet sheets, Map<String, Description> columns)
      throws IOException {
    List<@Nullable String> heading = new ArrayList<>(Collections.singletonList(null));
    heading.addAll(List.of("count", "mean", "std", "min"));
    columns.values().stream()
        .findFirst()
        .ifPresent(any -> any.quantiles().forEach(each -> heading.add(each.word() + "%")));
    heading.add("max");
    sheets.heading(heading);
    for (Map.Entry<String, Description> column : columns.entrySet()) {
      Description of = column.getValue();
      List<@Nullable Object> row =
          new ArrayList<>(
              Arrays.asList(column.getKey(), of.count(), of.mean(), of.std(), of.min()));
      of.quantiles().stream().map(Percentile::millis).forEach(row::add);
      row.add(of.max());
      sheets.row(row);
    }
  }
}
