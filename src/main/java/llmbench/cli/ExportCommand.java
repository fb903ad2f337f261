// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import llmbench.export.Exports;
import llmbench.export.TrackedRuns;
import llmbench.export.Tracking;
import llmbench.plan.ExportFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export [DIR]}: writes further forms of a folder's results and records. */
@Command(
    name = "export",
    description = "Writes the results and records in DIR in further forms.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was written",
      "1:DIR cannot be read or holds nothing to export, or a file could not be read or written",
      "2:wrong command line, or a form wants an artifact or an address that is not there"
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private FolderArgument folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      converter = FormatConverter.class,
      description =
          "parquet, pytorch, duckdb or mlflow, or several with commas between (default: parquet);"
              + " duckdb and mlflow want an artifact apart, see docs/export.md")
  private Set<ExportFormat> formats = EnumSet.of(ExportFormat.PARQUET);

  @Option(
      names = "--tracking-uri",
      paramLabel = "URI",
      description = "mlflow: the tracking server (default: the variable MLFLOW_TRACKING_URI)")
  private @Nullable String trackingUri;

  @Option(
      names = "--experiment",
      paramLabel = "NAME",
      description =
          "mlflow: the experiment (default: the variable MLFLOW_EXPERIMENT_NAME, or llmbench)")
  private @Nullable String experiment;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  static final class FormatConverter implements CommandLine.ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String text) {
      return ExportFormat.of(text)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "expected one of "
                          + String.join(", ", ExportFormat.keys())
                          + ", found \""
                          + text
                          + "\""));
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (!Files.isDirectory(folder.path())) {
      err.println("no folder " + folder.path().toAbsolutePath());
      return CommandLine.ExitCode.SOFTWARE;
    }
    Tracking where = tracking();
    List<String> missing = Exports.missing(formats, where);
    if (!missing.isEmpty()) {
      missing.forEach(err::println);
      return CommandLine.ExitCode.USAGE;
    }
    List<Exports.Report> reports = new ArrayList<>(List.of(Exports.write(folder.path(), formats)));
    if (formats.contains(ExportFormat.MLFLOW)) {
      reports.add(TrackedRuns.log(folder.path(), where));
    }
    print(reports);
    boolean nothing =
        reports.stream().allMatch(each -> each.files().isEmpty() && each.addresses().isEmpty());
    boolean problems = reports.stream().anyMatch(each -> !each.problems().isEmpty());
    if (nothing) {
      err.println("nothing to export in " + folder.path().toAbsolutePath());
    }
    return nothing || problems ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private void print(List<Exports.Report> reports) throws IOException {
    List<String> files = all(reports, each -> each.files().stream().map(Path::toString).toList());
    List<String> addresses = all(reports, Exports.Report::addresses);
    List<String> skipped = all(reports, Exports.Report::skipped);
    List<String> problems = all(reports, Exports.Report::problems);
    PrintWriter out = spec.commandLine().getOut();
    if (json.asked()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("files", files);
      answer.put("addresses", addresses);
      answer.put("skipped", skipped);
      answer.put("problems", problems);
      JsonOption.print(out, answer);
    } else {
      files.forEach(out::println);
      addresses.forEach(out::println);
    }
    PrintWriter err = spec.commandLine().getErr();
    skipped.forEach(problem -> err.println("skipped: " + problem));
    problems.forEach(problem -> err.println("not exported: " + problem));
  }

  private static List<String> all(
      List<Exports.Report> reports, Function<Exports.Report, List<String>> part) {
    return reports.stream().map(part).flatMap(List::stream).toList();
  }

  private Tracking tracking() {
    Tracking said = Tracking.of(System.getenv());
    return new Tracking(
        trackingUri == null ? said.uri() : trackingUri,
        experiment == null ? said.experiment() : experiment);
  }
}
