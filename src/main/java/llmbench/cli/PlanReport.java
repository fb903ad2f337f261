// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import llmbench.batch.CommandLineRun;
import llmbench.batch.Preview;
import llmbench.batch.TimeEstimate;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would do, as text or JSON.
 *
 * @param cases with their prompts; empty if those cannot be made without a server
 * @param shown prompts of each case that are shown, the first ones
 */
record PlanReport(Plan plan, List<Preview.CasePrompts> cases, TimeEstimate estimate, int shown) {
  private static final int MOST_CHARACTERS = 300;

  String text() {
    StringBuilder text = new StringBuilder(CommandLineRun.text(plan)).append('\n');
    if (cases.isEmpty()) {
      return text.append(without()).append('\n').toString();
    }
    text.append(
        line("%-40s %9s %12s %12s %10s%n", "case", "requests", "prompt tok", "output tok", "time"));
    long requests = 0;
    Double all = 0.0;
    for (Preview.CasePrompts each : cases) {
      Double seconds = estimate.seconds(plan, each.benchCase(), each.prompts());
      int runs = runs(each.benchCase());
      text.append(
          line(
              "%-40s %9d %12d %12d %10s%s%n",
              each.benchCase().cellName(),
              each.prompts().size(),
              promptTokens(each),
              outputTokens(each),
              time(seconds),
              runs > 1 ? "  x " + runs : ""));
      requests += (long) each.prompts().size() * runs;
      all = all == null || seconds == null ? null : Double.valueOf(all + seconds * runs);
    }
    text.append(
        line(
            "%d requests, about %s of load at a TTFT of %s ms and a TPOT of %s ms, which are"
                + " assumed.%n",
            requests, time(all), plain(estimate.ttftMillis()), plain(estimate.tpotMillis())));
    for (Preview.CasePrompts each : cases) {
      for (int i = 0; i < Math.min(shown, each.prompts().size()); i++) {
        Prompt prompt = each.prompts().get(i);
        text.append(
            line(
                "%n%s, prompt %d (%d tokens, %d asked):%n  %s%n",
                each.benchCase().cellName(),
                i,
                prompt.promptLen(),
                prompt.outputLen(),
                PromptText.of(prompt, MOST_CHARACTERS)));
      }
    }
    return text.toString();
  }

  String json() throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("base_url", plan.target().baseUrl());
    root.put("backend", plan.target().backend());
    root.put("model", plan.target().model());
    root.put("dataset_name", plan.dataset().name());
    root.put("seed", plan.seed());
    root.put("assumed_ttft_ms", estimate.ttftMillis());
    root.put("assumed_tpot_ms", estimate.tpotMillis());
    if (cases.isEmpty()) {
      root.put("note", without());
    }
    ArrayNode list = root.putArray("cases");
    for (Preview.CasePrompts each : cases) {
      ObjectNode one = list.addObject();
      one.put("case", each.benchCase().cellName());
      one.put("runs", runs(each.benchCase()));
      one.put("max_concurrency", each.benchCase().maxConcurrency());
      one.put("requests", each.prompts().size());
      one.put("prompt_tokens", promptTokens(each));
      one.put("output_tokens", outputTokens(each));
      one.put("estimated_s", estimate.seconds(plan, each.benchCase(), each.prompts()));
      ArrayNode prompts = one.putArray("prompts");
      each.prompts().stream()
          .limit(shown)
          .forEach(
              prompt ->
                  prompts
                      .addObject()
                      .put("prompt_len", prompt.promptLen())
                      .put("output_len", prompt.outputLen())
                      .put("text", PromptText.of(prompt, Integer.MAX_VALUE)));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private String without() {
    return plan.find() == null
        ? "No tokenizer is named that is here, so that the prompts are not made: the server would"
            + " count. Set tokenizer to see them."
        : "A search chooses its loads as it goes; prompts are made for each probe.";
  }

  private int runs(Case benchCase) {
    return (int)
        plan.cases().stream()
            .filter(each -> each.cellName().equals(benchCase.cellName()))
            .filter(each -> !plan.optional(each))
            .count();
  }

  private static long promptTokens(Preview.CasePrompts each) {
    return each.prompts().stream().mapToLong(Prompt::promptLen).sum();
  }

  private static long outputTokens(Preview.CasePrompts each) {
    return each.prompts().stream().mapToLong(Prompt::outputLen).sum();
  }

  private static String time(@Nullable Double seconds) {
    return seconds == null ? "unknown" : line("%.1f s", seconds);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), values);
  }
}
