// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run [CONFIG]}: every case of a configuration, as {@code mvn gatling:test} runs it. */
@Command(
    name = "run",
    description = "Measures every case of a configuration, one after the other.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench run config.yaml",
      "  llmbench run config.yaml --set request_rate=5 --set num_prompts=200",
      "  llmbench run --base-url embedded --tokenizer server --input-output '[[64, 16]]' \\",
      "      --concurrency-prompts '[[1, 10], [4, 40]]'"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOptions config;

  @Option(names = "--no-gatling-report", description = "Gatling's HTML report is not made")
  private boolean noReport;

  @Option(
      names = "--gatling-dir",
      paramLabel = "DIR",
      description = "where Gatling's log and report go (default: gatling in result_dir)")
  private @Nullable Path gatling;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() {
    return Batches.run(config.run(Map.of()), gatling, !noReport, json.asked(), spec);
  }
}
