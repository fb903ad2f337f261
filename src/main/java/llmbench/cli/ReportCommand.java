// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import llmbench.analysis.CaseResult;
import llmbench.analysis.RecordFolder;
import llmbench.analysis.RecordedPlan;
import llmbench.analysis.RecordedResult;
import llmbench.analysis.RecordedSearch;
import llmbench.analysis.Repeats;
import llmbench.analysis.Window;
import llmbench.config.ConfigException;
import llmbench.page.BatchPage;
import llmbench.page.CaseFiles;
import llmbench.page.GatheredBatch;
import llmbench.page.Pictures;
import llmbench.plan.PlotSpec;
import llmbench.report.BatchTable;
import llmbench.report.CaseHeadline;
import llmbench.report.ConsoleBlock;
import llmbench.report.FindText;
import llmbench.report.RepeatsTable;
import llmbench.report.TalkText;
import llmbench.results.AggregateCsv;
import llmbench.results.FindFile;
import llmbench.results.RepeatedCase;
import llmbench.results.RepeatsFile;
import llmbench.results.ResultWriter;
import llmbench.results.TurnFiles;
import llmbench.search.FoundLimit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report [DIR]}: makes the results of a folder's records anew, without a server. */
@Command(
    name = "report",
    description = {
      "Makes the results in DIR and "
          + BatchPage.FILE_NAME
          + " anew from DIR/"
          + RecordFolder.NAME
          + ", without a server.",
      "With no option but --result-dir the files are those of the run, byte for byte."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all results were made, and every case is whole",
      "1:there are no records, or a file could not be read or written; the others were made",
      "2:wrong command line",
      "3:all results were made, but a case is partial: its run was killed or interrupted"
    })
final class ReportCommand implements Callable<Integer> {
  /** A case is partial. */
  static final int PARTIAL = 3;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private FolderArgument folder;

  @Option(
      names = "--goodput",
      paramLabel = "METRIC:MS",
      arity = "1..*",
      parameterConsumer = LimitConsumer.class,
      description = "another SLO, as in vLLM: ttft:200 tpot:50")
  private List<String> goodput = new ArrayList<>();

  @Option(
      names = "--metric-percentiles",
      paramLabel = "P,P",
      description = "other percentiles: 50,99,99.9")
  private @Nullable String percentiles;

  @Option(
      names = "--percentile-metrics",
      paramLabel = "METRIC,METRIC",
      description = "other metrics: ttft,tpot,itl,e2el")
  private @Nullable String metrics;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "only requests sent from this time of the case on: 10s, 500ms, 2m")
  private Duration from = Duration.ZERO;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "only requests sent before this time of the case")
  private @Nullable Duration to;

  @Option(
      names = "--result-dir",
      paramLabel = "DIR",
      description = "where to write (default: DIR, over the results there)")
  private @Nullable Path resultDir;

  @Option(names = "--plots", description = "also pictures of the main charts, in DIR/plots, as SVG")
  private boolean plots;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Window window = window();
    checkOverrides();
    Path target = resultDir == null ? folder.path() : resultDir;
    List<CaseResult> results = new ArrayList<>();
    boolean failed = false;
    for (Path file : RecordFolder.files(folder.path())) {
      try {
        CaseResult result = result(file, window, target);
        Files.createDirectories(target);
        print(result, ResultWriter.write(result.metrics(), result.context()));
        String told = TurnFiles.write(result.context(), result.talk().conversations());
        people().print(told);
        results.add(result.withoutRequests());
      } catch (IOException | ConfigException e) {
        spec.commandLine().getErr().println("left out: " + e.getMessage());
        failed = true;
      }
    }
    if (results.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("no records in " + folder.path().resolve(RecordFolder.NAME).toAbsolutePath());
      return CommandLine.ExitCode.SOFTWARE;
    }
    summary(target, results);
    boolean searched = window.whole() && searches(target, results);
    boolean paged = page(target, results, searched);
    if (json.asked()) {
      JsonOption.print(spec.commandLine().getOut(), ReportAnswer.of(target, results, paged));
    }
    if (!paged || failed) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    return results.stream().anyMatch(result -> result.context().partial())
        ? PARTIAL
        : CommandLine.ExitCode.OK;
  }

  /** What people read: standard error has it where standard output is for JSON. */
  private PrintWriter people() {
    return json.asked() ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  private Window window() {
    try {
      return new Window(from, to);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--to: " + e.getMessage());
    }
  }

  private void checkOverrides() {
    try {
      RecordedPlan.check(folder.path(), overrides());
    } catch (ConfigException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), asOptions(e));
    }
  }

  private CaseResult result(Path file, Window window, Path target) throws IOException {
    return RecordedResult.of(file, overrides(), window, target);
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>();
    if (!goodput.isEmpty()) {
      overrides.put("goodput", quoted(String.join(" ", goodput)));
    }
    if (percentiles != null) {
      overrides.put("metric_percentiles", quoted(percentiles));
    }
    if (metrics != null) {
      overrides.put("percentile_metrics", quoted(metrics));
    }
    return overrides;
  }

  /** A YAML text. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The mistakes with the names that they have on this command line. */
  private static String asOptions(ConfigException e) {
    return String.valueOf(e.getMessage())
        .replace("-Dbench.goodput", "--goodput")
        .replace("-Dbench.metric_percentiles", "--metric-percentiles")
        .replace("-Dbench.percentile_metrics", "--percentile-metrics");
  }

  private void print(CaseResult result, Path file) {
    PrintWriter out = people();
    result.notes().forEach(note -> out.println(result.benchCase().name() + ": " + note));
    out.print(
        CaseHeadline.of(
            result.metrics(),
            result.benchCase(),
            result.context().simulated(),
            result.wrongAnswers()));
    out.print(
        ConsoleBlock.of(result.metrics(), result.context().plan().metrics(), result.benchCase()));
    out.print(
        TalkText.of(
            result.context().plan().dataset().options(),
            result.talk().conversations(),
            result.talk().graphs()));
    out.println(file);
    out.println();
    out.flush();
  }

  /** The page of all of them; whether it could be written. */
  private boolean page(Path target, List<CaseResult> results, boolean searched) {
    List<CaseFiles> files =
        results.stream()
            .map(
                result ->
                    new CaseFiles(
                        ResultWriter.fileOf(result.context().plan(), result.benchCase()),
                        RecordFolder.fileOf(folder.path(), result.benchCase())))
            .toList();
    try {
      PrintWriter out = people();
      GatheredBatch batch = GatheredBatch.of(files);
      out.println(BatchPage.write(target, batch, searched));
      PlotSpec recorded = results.get(0).context().plan().output().plots();
      Pictures.write(target, batch, files, plots ? recorded.withCharts() : recorded)
          .forEach(out::println);
      out.flush();
      return true;
    } catch (IOException | LinkageError e) {
      spec.commandLine().getErr().println(e.getMessage());
      return false;
    }
  }

  /** What searches found, from the same records; whether there were any. */
  private boolean searches(Path target, List<CaseResult> results) throws IOException {
    List<FoundLimit> found =
        RecordedSearch.of(
            results,
            benchCase -> result(RecordFolder.fileOf(folder.path(), benchCase), Window.ALL, target));
    if (!found.isEmpty()) {
      PrintWriter out = people();
      out.println();
      out.print(FindText.of(found));
      out.println(FindFile.write(target, found));
      out.flush();
    }
    return !found.isEmpty();
  }

  private void summary(Path target, List<CaseResult> results) throws IOException {
    PrintWriter out = people();
    BatchTable table = new BatchTable();
    results.forEach(
        result ->
            table.add(
                result.benchCase(), result.metrics(), result.context().plan().metrics().answers()));
    out.print(table.text());
    List<RepeatedCase> repeated = Repeats.of(results);
    if (!repeated.isEmpty()) {
      out.println();
      out.print(RepeatsTable.of(repeated));
      out.println(RepeatsFile.write(target, repeated));
    }
    AggregateCsv.Report csv = AggregateCsv.write(target);
    csv.problems().forEach(problem -> out.println("left out of the table: " + problem));
    out.println(csv.file());
    out.flush();
  }
}
