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
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code custom}, {@code spec_bench} and {@code speed_bench}: a JSON object on each line, with one
 * prompt ({@code CustomDataset}, {@code SpecBench}, {@code SpeedBench}), rendered by the
 * tokenizer's chat template unless told not to.
 */
final class LineRequests implements Dataset {
  private final DatasetSpec.Rules rules;
  private final UnaryOperator<JsonPlace> prompt;
  private final @Nullable String category;
  private final boolean seeded;
  private final OnceRead<JsonLines> lines;

  private LineRequests(
      Path path,
      DatasetSpec.Rules rules,
      UnaryOperator<JsonPlace> prompt,
      @Nullable String category,
      boolean seeded) {
    this.lines = new OnceRead<>(() -> JsonLines.of(path));
    this.rules = rules;
    this.prompt = prompt;
    this.category = category;
    this.seeded = seeded;
  }

  /** {@code custom}: {@code prompt}, and {@code output_tokens} where no length is asked for. */
  static LineRequests custom(Path path, DatasetSpec.Rules rules) {
    return new LineRequests(path, rules, row -> row.at("prompt"), null, true);
  }

  /** {@code spec_bench}: the first of {@code turns}. vLLM gives it no seed: it is always 0. */
  static LineRequests specBench(
      Path path, DatasetSpec.Rules rules, DatasetOptions.SpecBench options) {
    return new LineRequests(
        path, rules, row -> row.at("turns").list(1).at(0), options.category(), false);
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
        row -> row.at("messages").list(1).at(0).at("content"),
        options.category(),
        false);
  }

  @Override
  public void load() {
    var unused = lines.get();
  }

  @Override
  public void check(Tokenizer tokenizer) {
    PromptTemplate.check(rules, tokenizer);
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
    UnaryOperator<String> template = PromptTemplate.of(rules, sampling);
    try (Stream<JsonPlace> rows = from.rows(order)) {
      for (Iterator<JsonPlace> each = rows.iterator(); each.hasNext(); ) {
        prompts.add(prompt(each.next(), template, sampling));
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

  private Prompt prompt(JsonPlace row, UnaryOperator<String> template, Sampling sampling) {
    String text = template.apply(prompt.apply(row).text());
    Integer asked = sampling.outputLen();
    return new Prompt(
        text,
        Rows.length(text, sampling),
        asked == null ? row.at("output_tokens").wholeNumber(1) : asked);
  }
}
