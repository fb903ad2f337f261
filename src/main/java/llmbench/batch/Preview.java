// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.plan.Case;
import llmbench.plan.DatasetSpec;
import llmbench.plan.Plan;
import llmbench.results.RunOutcome;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would send, made without a server: the prompts of each of its cases, as long as the
 * tokenizer is here.
 */
public final class Preview {
  /**
   * A case with its requests.
   *
   * @param prompts in the order in which they are sent; of conversations the first turns
   */
  public record CasePrompts(Case benchCase, List<Prompt> prompts) {}

  private final Plan plan;
  private final Dataset dataset;
  private final Tokenizer tokenizer;
  private final Consumer<String> warn;

  private Preview(Plan plan, Dataset dataset, Tokenizer tokenizer, Consumer<String> warn) {
    this.plan = plan;
    this.dataset = dataset;
    this.tokenizer = tokenizer;
    this.warn = warn;
  }

  /** The tokenizer's name; null if only the server knows it. */
  public static @Nullable String tokenizer(Plan plan) {
    String own = plan.dataset().tokenizer();
    String name = own == null ? plan.target().model() : own;
    return name == null || name.equals(DatasetSpec.SERVER_TOKENIZER) ? null : name;
  }

  /**
   * The requests of the plan's cases, the first run of each.
   *
   * @param environment of the Hub
   * @param warn told of what is odd, a line each
   * @throws Refusal if data set or tokenizer are of no use
   */
  public static List<CasePrompts> of(
      Plan plan, Map<String, String> environment, Consumer<String> warn) {
    String name = tokenizer(plan);
    if (name == null) {
      throw new Refusal(
          RunOutcome.BAD_CONFIGURATION,
          "tokenizer: expected a folder, a tokenizer.json or a hub id, since prompts are made"
              + " without a server, found none");
    }
    try {
      Dataset dataset = Datasets.of(plan.dataset(), environment, warn);
      dataset.load();
      Tokenizer tokenizer = Tokenizers.open(name, environment, warn);
      dataset.check(tokenizer);
      return new Preview(plan, dataset, tokenizer, warn).cases();
    } catch (DatasetException | TokenizerException e) {
      throw new Refusal(RunOutcome.BAD_CONFIGURATION, e);
    }
  }

  /** Cases of the same lengths, number and seed have the same prompts. */
  private List<CasePrompts> cases() {
    Map<List<Object>, List<Prompt>> made = new LinkedHashMap<>();
    List<CasePrompts> cases = new ArrayList<>();
    for (Case each : plan.cases()) {
      if (each.run() > 1) {
        continue;
      }
      List<Object> same =
          List.of(each.lengthsName(), each.numPrompts(), Long.valueOf(plan.seedOf(each)));
      cases.add(new CasePrompts(each, made.computeIfAbsent(same, key -> prompts(each))));
    }
    return cases;
  }

  private List<Prompt> prompts(Case each) {
    return dataset.prompts(
        new Dataset.Sampling(
            each.numPrompts(),
            each.inputLen(),
            each.outputLen(),
            plan.seedOf(each),
            tokenizer,
            done -> {},
            warn));
  }
}
