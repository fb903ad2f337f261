// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import llmbench.compare.CompareOptions;
import llmbench.compare.Comparer;
import llmbench.compare.Comparison;
import llmbench.compare.ComparisonJson;
import llmbench.compare.ComparisonMarkdown;
import llmbench.compare.ComparisonText;
import llmbench.compare.IncomparableException;
import llmbench.compare.Side;
import llmbench.compare.Verdict;
import llmbench.page.ComparisonPage;
import llmbench.results.AtomicFile;
import llmbench.results.RunOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare A B}: what changed from one measurement to another. */
@Command(
    name = "compare",
    description = {
      "Compares B with A: figure by figure the change, its interval, and whether it matters.",
      "A side is a result file or a folder of results, ours or of vllm bench serve --save-result;",
      "several runs of a side: --a DIR DIR --b DIR DIR, beside the two or in their place."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:compared",
      "1:a side cannot be read or has no results, the sides differ in what matters, or a file"
          + " cannot be written",
      "2:wrong command line",
      "5:a figure got worse, with --fail-on-worse"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "A B",
      arity = "0..2",
      description = "what is compared with what: the older one first")
  private List<Path> sides = new ArrayList<>();

  @Option(
      names = "--a",
      paramLabel = "DIR",
      arity = "1..*",
      description = "runs of A: files or folders")
  private List<Path> a = new ArrayList<>();

  @Option(
      names = "--b",
      paramLabel = "DIR",
      arity = "1..*",
      description = "runs of B: files or folders")
  private List<Path> b = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      converter = ShareConverter.class,
      description = "the least change that matters: 5%% or 0.05 (default: 5%%)")
  private double threshold = CompareOptions.THRESHOLD;

  @Option(
      names = "--metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "figures to compare: ttft,p99_e2el_ms,output_throughput (default: all). Fewer figures"
              + " are judged more sharply")
  private Set<String> metrics = new HashSet<>();

  @Option(names = "--force", description = "compare also what differs in what matters")
  private boolean force;

  @Option(
      names = "--vllm-definitions",
      description = "take figures by vLLM's definitions, to compare with vLLM's own results")
  private boolean asVllm;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write it as Markdown too, for a pull request")
  private @Nullable Path markdown;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write it as one page too, which needs no network")
  private @Nullable Path html;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Option(names = "--output", paramLabel = "FILE", description = "write it as JSON too")
  private @Nullable Path output;

  @Option(names = "--fail-on-worse", description = "end with exit code 5 if a figure got worse")
  private boolean failOnWorse;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    if (!sides.isEmpty()) {
      a.add(0, sides.get(0));
      b.add(0, sides.get(1));
    }
    Comparison comparison;
    try {
      comparison =
          new Comparer(new CompareOptions(threshold, metrics, asVllm, force))
              .compare(Side.of(a), Side.of(b));
    } catch (IncomparableException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return RunOutcome.INTERNAL_ERROR.exitCode();
    }
    PrintWriter out = spec.commandLine().getOut();
    byte[] asJson = ComparisonJson.of(comparison);
    if (json.asked()) {
      out.print(new String(asJson, StandardCharsets.UTF_8));
    } else {
      out.print(ComparisonText.of(comparison, CommandLine.Help.Ansi.AUTO.enabled()));
    }
    out.flush();
    if (markdown != null) {
      write(markdown, ComparisonMarkdown.of(comparison).getBytes(StandardCharsets.UTF_8));
    }
    if (html != null) {
      ComparisonPage.write(html, comparison);
    }
    if (output != null) {
      write(output, asJson);
    }
    boolean worse = comparison.count(Verdict.WORSE) > 0;
    return (failOnWorse && worse ? RunOutcome.GATE_FAILED : RunOutcome.OK).exitCode();
  }

  private void check() {
    if (sides.size() == 1) {
      throw new ParameterException(
          spec.commandLine(), "expected A and B, found " + sides.get(0) + " alone");
    }
    if (sides.isEmpty() && (a.isEmpty() || b.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "expected two sides: A B, or --a DIR… and --b DIR…");
    }
    for (String metric : metrics) {
      if (!CompareOptions.known(metric)) {
        throw new ParameterException(
            spec.commandLine(),
            "--metrics: expected a metric such as ttft or a key such as p99_ttft_ms or"
                + " output_throughput, found "
                + metric);
      }
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    AtomicFile.write(file, stream -> stream.write(content));
  }
}
