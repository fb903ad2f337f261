// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import llmbench.plan.DatasetOptions;
import llmbench.plan.DatasetSpec;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code sonnet}: lines of a poem, the first ones the same in all prompts, the others drawn ({@code
 * SonnetDataset} of vLLM up to 0.11, seeded by its {@code main}). Lengths count the chat template.
 * The poem that ships is Shakespeare's, in the public domain, line by line that of vLLM's {@code
 * benchmarks/sonnet.txt}.
 */
final class SonnetRequests implements Dataset {
  private static final String BASE = "Pick as many lines as you can from these poem lines:\n";

  /** Candidates in a row that may be too long before it is said that all are. */
  private static final int MOST_MISSES = 10_000;

  private static final int AT_ONCE = 128;
  private static final int DEFAULT_OUTPUT_LEN = 150;

  private final DatasetOptions.Sonnet options;
  private final DatasetSpec.Rules rules;
  private final OnceRead<List<String>> poem;

  SonnetRequests(@Nullable Path path, DatasetOptions.Sonnet options, DatasetSpec.Rules rules) {
    this.options = options;
    this.rules = rules;
    this.poem = new OnceRead<>(() -> path == null ? shipped() : lines(path));
  }

  @Override
  public void load() {
    var unused = poem.get();
  }

  private static List<String> shipped() {
    try (InputStream in =
        Objects.requireNonNull(
            SonnetRequests.class.getResourceAsStream("sonnet.txt"),
            "sonnet.txt is missing from the jar")) {
      return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path path) {
    DatasetFile file = new DatasetFile(path);
    try {
      List<String> lines = lines(Files.readString(path));
      if (lines.isEmpty()) {
        throw file.empty("lines of a poem");
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new DatasetException(file.row(1) + ": expected UTF-8, found another encoding", e);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  /** Python's {@code readlines}: each with its newline, which is always the same. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    String unified = text.replace("\r\n", "\n").replace('\r', '\n');
    for (int from = 0; from < unified.length(); ) {
      int end = unified.indexOf('\n', from);
      int next = end < 0 ? unified.length() : end + 1;
      lines.add(unified.substring(from, next));
      from = next;
    }
    return lines;
  }

  @Override
  public void check(Tokenizer tokenizer) {
    PromptTemplate.check(rules, tokenizer);
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<String> lines = poem.get();
    UnaryOperator<String> template = PromptTemplate.of(rules, sampling);
    int offset = Rows.length(template.apply(BASE), sampling);
    if (options.inputLen() <= offset) {
      throw new DatasetException(
          "sonnet_input_len: expected more than the "
              + offset
              + " tokens of what is asked, found "
              + options.inputLen());
    }
    long tokens = 0;
    for (String line : lines) {
      tokens += Rows.length(line, sampling);
    }
    double average = (double) tokens / lines.size();
    int all = (int) Math.rint((options.inputLen() - offset) / average);
    int first = (int) Math.max(Math.rint((options.prefixLen() - offset) / average), 0);
    String prefix = BASE + String.join("", lines.subList(0, Math.min(first, lines.size())));
    return drawn(lines, prefix, Math.max(0, all - first), template, sampling);
  }

  private List<Prompt> drawn(
      List<String> lines,
      String prefix,
      int drawn,
      UnaryOperator<String> template,
      Sampling sampling) {
    PythonRandom random = new PythonRandom(sampling.seed());
    Integer asked = sampling.outputLen();
    int outputLen = asked == null ? DEFAULT_OUTPUT_LEN : asked;
    PromptStore prompts = new PromptStore();
    int misses = 0;
    while (prompts.size() < sampling.count()) {
      List<String> candidates = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        StringBuilder text = new StringBuilder(prefix);
        IntStream.of(random.choices(lines.size(), drawn)).forEach(at -> text.append(lines.get(at)));
        candidates.add(text.toString());
      }
      for (Prompt made :
          candidates.parallelStream()
              .map(text -> prompt(text, outputLen, template, sampling))
              .toList()) {
        if (made.promptLen() > options.inputLen()) {
          misses++;
        } else if (prompts.size() < sampling.count()) {
          misses = 0;
          prompts.add(made);
        }
      }
      sampling.progress().accept(prompts.size());
      if (misses > MOST_MISSES) {
        throw new DatasetException(
            "sonnet_input_len: expected a length that lines of the poem fit in, found "
                + options.inputLen()
                + ", which "
                + misses
                + " drawn prompts exceed; raise it, or lower sonnet_prefix_len");
      }
    }
    return prompts;
  }

  private Prompt prompt(
      String text, int outputLen, UnaryOperator<String> template, Sampling sampling) {
    String rendered = template.apply(text);
    return new Prompt(
        options.rendered() ? rendered : text, Rows.length(rendered, sampling), outputLen);
  }
}
