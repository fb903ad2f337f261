// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.plan.Slo;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code custom}, {@code custom_image}, {@code custom_audio}, {@code spec_bench} and {@code
 * speed_bench}: a JSON object on each line, with one prompt ({@code CustomDataset} and the classes
 * that extend it), rendered by the tokenizer's chat template unless told not to; {@code
 * custom_image} and what is sent as a chat never are.
 */
final class LineRequests implements Dataset {
  private final DatasetSpec.Rules rules;
  private final RowReader prompt;
  private final @Nullable String category;
  private final boolean seeded;
  private final boolean templated;
  private final OnceRead<JsonLines> lines;

  /** Makes a prompt of a row. */
  @FunctionalInterface
  private interface RowReader {
    Prompt read(JsonPlace row, UnaryOperator<String> template, Sampling sampling);
  }

  private LineRequests(
      Path path,
      DatasetSpec.Rules rules,
      RowReader prompt,
      @Nullable String category,
      boolean seeded,
      boolean templated) {
    this.templated = templated;
    this.lines = new OnceRead<>(() -> JsonLines.of(path));
    this.rules = rules;
    this.prompt = prompt;
    this.category = category;
    this.seeded = seeded;
  }

  /** {@code custom}: {@code prompt}, and {@code output_tokens} where no length is asked for. */
  static LineRequests custom(Path path, DatasetSpec.Rules rules) {
    return new LineRequests(path, rules, text(row -> row.at("prompt")), null, true, true);
  }

  /** {@code custom_image}. */
  static LineRequests customImage(
      Path path, DatasetSpec.Rules rules, DatasetOptions.CustomImage options) {
    ImageRow image = new ImageRow(rules, options);
    RowReader prompt = (row, template, sampling) -> image.prompt(row, sampling);
    return new LineRequests(path, rules, prompt, null, true, false);
  }

  /** {@code custom_audio}. */
  static LineRequests customAudio(Path path, DatasetSpec.Rules rules) {
    RowReader prompt = new AudioRow(rules)::prompt;
    return new LineRequests(path, rules, prompt, null, true, !rules.enableMultimodalChat());
  }

  /** {@code spec_bench}: the first of {@code turns}. vLLM gives it no seed: it is always 0. */
  static LineRequests specBench(
      Path path, DatasetSpec.Rules rules, DatasetOptions.SpecBench options) {
    return new LineRequests(
        path, rules, text(row -> row.at("turns").list(1).at(0)), options.category(), false, true);
  }

  /**
   * {@code speed_bench}: the content of the first of {@code messages}, in the subset's file. vLLM
   * gives it no seed: it is always 0.
   *
   * @param folder that of the subsets
   */
  static LineRequests speedBench(
      Path folder, DatasetSpec.Rules rules, DatasetOptions.SpeedBench options) {
    return new LineRequests(
        folder.resolve(options.subset() + ".jsonl"),
        rules,
        text(row -> row.at("messages").list(1).at(0).at("content")),
        options.category(),
        false,
        true);
  }

  @Override
  public void load() {
    var unused = lines.get();
  }

  @Override
  public void check(Tokenizer tokenizer) {
    if (templated) {
      PromptTemplate.check(rules, tokenizer);
    }
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    JsonLines from = lines.get();
    int[] wanted = wanted(from);
    long seed = seeded ? sampling.seed() : 0;
    int[] order =
        IntStream.of(Rows.order(wanted.length, rules, seed))
            .limit(sampling.count())
            .map(i -> wanted[i])
            .toArray();
    PromptStore prompts = new PromptStore();
    UnaryOperator<String> template =
        templated ? PromptTemplate.of(rules, sampling) : UnaryOperator.identity();
    try (Stream<JsonPlace> rows = from.rows(order)) {
      for (Iterator<JsonPlace> each = rows.iterator(); each.hasNext(); ) {
        JsonPlace row = each.next();
        prompts.add(limited(prompt.read(row, template, sampling), RowLimits.of(row)));
        sampling.progress().accept(prompts.size());
      }
    }
    Rows.oversample(
        prompts,
        sampling.count(),
        rules.noOversample(),
        seed,
        from.none("a row of category " + category));
    return prompts;
  }

  private static Prompt limited(Prompt prompt, @Nullable Slo slo) {
    return slo == null
        ? prompt
        : new Prompt(
            prompt.text(),
            prompt.promptLen(),
            prompt.outputLen(),
            prompt.parts().withTerms(PromptTerms.limited(slo)));
  }

  private int[] wanted(JsonLines from) {
    int[] all = IntStream.range(0, from.size()).toArray();
    if (category == null) {
      return all;
    }
    try (Stream<JsonPlace> rows = from.rows(all)) {
      boolean[] has = new boolean[all.length];
      int row = 0;
      for (Iterator<JsonPlace> each = rows.iterator(); each.hasNext(); row++) {
        has[row] = each.next().at("category").text().equals(category);
      }
      return IntStream.of(all).filter(i -> has[i]).toArray();
    }
  }

  /** A prompt of one text, and what a right answer to it is, where the row says so. */
  private static RowReader text(UnaryOperator<JsonPlace> at) {
    return (row, template, sampling) -> {
      String text = template.apply(at.apply(row).text());
      JsonPlace reference = row.at("reference");
      return new Prompt(
          text,
          Rows.length(text, sampling),
          Rows.outputLen(row, sampling),
          reference.present()
              ? PromptParts.NONE.withReference(reference.text())
              : PromptParts.NONE);
    };
  }
}
