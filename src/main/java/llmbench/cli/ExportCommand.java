// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import llmbench.export.Exports;
import llmbench.plan.ExportFormat;
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
      "2:wrong command line"
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
          "parquet or pytorch, or both with a comma between (default: parquet); see docs/export.md")
  private Set<ExportFormat> formats = EnumSet.of(ExportFormat.PARQUET);

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
    Exports.Report report = Exports.write(folder.path(), formats);
    PrintWriter out = spec.commandLine().getOut();
    if (json.asked()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("files", report.files().stream().map(Path::toString).toList());
      answer.put("skipped", report.skipped());
      answer.put("problems", report.problems());
      JsonOption.print(out, answer);
    } else {
      report.files().forEach(out::println);
    }
    report.skipped().forEach(problem -> err.println("skipped: " + problem));
    report.problems().forEach(problem -> err.println("not exported: " + problem));
    if (report.files().isEmpty()) {
      err.println("nothing to export in " + folder.path().toAbsolutePath());
    }
    return report.files().isEmpty() || !report.problems().isEmpty()
        ? CommandLine.ExitCode.SOFTWARE
        : CommandLine.ExitCode.OK;
  }
}
