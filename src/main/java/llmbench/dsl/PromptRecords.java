// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import llmbench.backend.Payload;
import llmbench.batch.LoadMaker;
import llmbench.dataset.Dataset;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptParts;
import llmbench.dataset.conversation.ConversationRequests;
import llmbench.gatling.FedPrompt;
import llmbench.plan.Case;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.Plan;
import llmbench.plan.RequestSpec;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;
import llmbench.traffic.Arrivals;
import org.jspecify.annotations.Nullable;

/** Makes the records of {@link Prompts}, once. */
final class PromptRecords {
  private final Settings settings;
  private @Nullable Made made;

  PromptRecords(Settings settings) {
    this.settings = settings;
  }

  /**
   * What was made.
   *
   * @param records in order
   * @param arrivals when the rows come, where they say so; none elsewhere
   */
  record Made(List<Map<String, Object>> records, Arrivals arrivals) {}

  synchronized Made get() {
    Made kept = made;
    if (kept == null) {
      kept = Settings.mended(settings.place(), this::make);
      made = kept;
    }
    return kept;
  }

  private Made make() {
    Plan plan = settings.plan();
    Case one = plan.cases().get(0);
    Tokenizer tokenizer = tokenizer(plan);
    Dataset dataset = Datasets.of(plan.dataset(), System.getenv(), this::say);
    dataset.load();
    dataset.check(tokenizer);
    NumpyLegacyRandom numpy = new NumpyLegacyRandom(plan.seed());
    Dataset.Sampling sampling =
        new Dataset.Sampling(
            one.numPrompts(),
            one.inputLen(),
            one.outputLen(),
            plan.seed(),
            tokenizer,
            done -> {},
            warning -> say("WARNING: " + warning),
            numpy);
    Payload payload = payload(plan);
    if (dataset instanceof ConversationRequests talks) {
      return new Made(
          talks.turns(sampling).stream()
              .map(turns -> record(new FedPrompt(turns, payload)))
              .toList(),
          Arrivals.of());
    }
    List<Prompt> prompts = dataset.prompts(sampling);
    Arrivals arrivals = Arrivals.of();
    if (plan.load().arrivals().replay() != null) {
      boolean asTheyAre = plan.dataset().options() instanceof DatasetOptions.TimedTrace;
      LoadMaker.Made load = LoadMaker.of(plan.load(), one, asTheyAre, prompts, numpy);
      prompts = load.prompts();
      arrivals = load.arrivals();
    }
    return new Made(
        prompts.stream()
            .map(prompt -> record(new FedPrompt(List.of(prompt), payload)))
            .collect(Collectors.toCollection(ArrayList::new)),
        arrivals);
  }

  private void say(String line) {
    System.out.println(settings.place() + ": " + line);
  }

  private Tokenizer tokenizer(Plan plan) {
    String name = plan.dataset().tokenizer();
    if (name == null) {
      name = plan.target().model();
    }
    if (name == null || name.equals(DatasetSpec.SERVER_TOKENIZER)) {
      throw new IllegalArgumentException(
          settings.place()
              + " tokenizer: expected a folder with a tokenizer.json or an id of the Hugging Face Hub,"
              + " found "
              + (name == null ? "neither tokenizer(…) nor model(…)" : name));
    }
    return Tokenizers.open(name, System.getenv(), warning -> say("WARNING: " + warning));
  }

  /** What the batch's bodies say beside the prompt; the model is the step's. */
  private static Payload payload(Plan plan) {
    RequestSpec request = plan.request();
    Boolean asked = request.ignoreEos();
    boolean ignoreEos =
        asked == null ? plan.dataset().ignoresEos() && plan.target().api().tellsIgnoreEos() : asked;
    return new Payload(
        "", ignoreEos, request.logprobs(), request.extraBody(), request.maxTokensField());
  }

  private static Map<String, Object> record(FedPrompt fed) {
    Prompt first = fed.turns().get(0);
    PromptParts parts = first.parts();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("prompt", first.text());
    record.put("promptLen", first.promptLen());
    record.put("outputLen", first.outputLen());
    record.put("messages", parts.messages());
    record.put("media", parts.media());
    record.put("reference", parts.reference() == null ? "" : parts.reference());
    record.put("turns", fed.turns().size());
    record.put(FedPrompt.ATTRIBUTE, fed);
    return record;
  }
}
