// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Preview;
import llmbench.batch.Refusal;
import llmbench.batch.TimeEstimate;
import llmbench.config.SweepConfig;
import llmbench.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plan [CONFIG]}: what would be run, without a server. */
@Command(
    name = "plan",
    description = {
      "Says what a run would do: its cases, requests, tokens and time, and the first prompts.",
      "No server is asked. A sweep is shown by sweep --dry-run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  llmbench plan config.yaml",
      "  llmbench plan config.yaml --set num_prompts=200 --assume-tpot 30 --json"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ConfigOptions config;

  @Option(
      names = {"-n", "--prompts"},
      paramLabel = "N",
      description = "how many prompts of each case are shown (default: ${DEFAULT-VALUE})")
  private int prompts = 1;

  @Option(
      names = "--assume-ttft",
      paramLabel = "MS",
      description =
          "time to first token that the time is reckoned with (default: ${DEFAULT-VALUE})")
  private double ttft = 200;

  @Option(
      names = "--assume-tpot",
      paramLabel = "MS",
      description = "time per output token (default: ${DEFAULT-VALUE})")
  private double tpot = 20;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private JsonOption json;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CommandLineRun run = config.run(Map.of());
    try {
      Optional<SweepConfig> sweep = run.sweep();
      if (sweep.isPresent()) {
        throw new ParameterException(
            spec.commandLine(), "expected a batch, found a sweep; see sweep --dry-run");
      }
      Plan plan = run.plan();
      List<Preview.CasePrompts> cases =
          plan.find() == null && Preview.tokenizer(plan) != null
              ? Preview.of(plan, System.getenv(), err::println)
              : List.of();
      PlanReport report =
          new PlanReport(plan, cases, new TimeEstimate(ttft, tpot), Math.max(0, prompts));
      PrintWriter out = spec.commandLine().getOut();
      out.print(json.asked() ? report.json() : report.text());
      out.flush();
      return 0;
    } catch (Refusal e) {
      return Refusals.say(e, err);
    }
  }
}
