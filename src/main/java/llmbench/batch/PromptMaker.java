// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import llmbench.backend.Payload;
import llmbench.dataset.Dataset;
import llmbench.dataset.Prompt;
import llmbench.dataset.SavedRequests;
import llmbench.dataset.ServerAlignment;
import llmbench.dataset.conversation.ConversationRequests;
import llmbench.dataset.conversation.Conversations;
import llmbench.plan.Case;
import llmbench.random.NumpyLegacyRandom;
import llmbench.recording.NanoClock;
import llmbench.report.LengthsTable;
import llmbench.results.AtomicFile;
import llmbench.results.ResultFolder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a case's prompts, each case from the seed afresh, and says how far it is if that takes
 * long.
 */
final class PromptMaker {
  private static final String SAVED = "requests";
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Setup setup;
  private final PrintStream out;
  private final NanoClock clock;

  PromptMaker(Setup setup, PrintStream out, NanoClock clock) {
    this.setup = setup;
    this.out = out;
    this.clock = clock;
  }

  /**
   * A case's prompts.
   *
   * @param numpy NumPy's global generator, seeded for the case; left as the data set leaves it
   * @param order which class each request is of, where that is known beforehand; null else
   */
  List<Prompt> prompts(Case benchmarkCase, NumpyLegacyRandom numpy, int @Nullable [] order) {
    List<Prompt> prompts =
        made(
            benchmarkCase,
            benchmarkCase.numPrompts(),
            setup.plan().seedOf(benchmarkCase),
            numpy,
            order);
    boolean stats = setup.plan().output().datasetStats();
    if (setup.dataset() instanceof ConversationRequests talk) {
      Conversations all = talk.conversations(setup.plan().seedOf(benchmarkCase), setup.tokenizer());
      if (stats || (all.generator() != null && all.generator().printStats())) {
        out.print(TalkStats.of(all, setup.tokenizer()));
      }
    } else if (stats) {
      out.print(
          LengthsTable.of(
              benchmarkCase.name(),
              prompts.stream().mapToInt(Prompt::promptLen).toArray(),
              prompts.stream().mapToInt(Prompt::outputLen).toArray()));
    }
    LengthPictures.drawBefore(setup.plan(), benchmarkCase, prompts, out);
    if (setup.plan().output().saveRequests()) {
      save(benchmarkCase, prompts);
    }
    return prompts;
  }

  /**
   * Prompts of a case's lengths, not said to be its own.
   *
   * @param numpy seeded; left as the data set leaves it
   * @param order which class each request is of, where that is known beforehand; null else
   */
  List<Prompt> made(
      Case benchmarkCase, int count, long seed, NumpyLegacyRandom numpy, int @Nullable [] order) {
    Said said = new Said(count);
    List<Prompt> prompts =
        setup
            .dataset()
            .prompts(
                new Dataset.Sampling(
                    count,
                    benchmarkCase.inputLen(),
                    benchmarkCase.outputLen(),
                    seed,
                    setup.tokenizer(),
                    said::done,
                    warning -> out.println("WARNING: " + warning),
                    numpy,
                    order));
    if (setup.localTokenizer() && setup.plan().dataset().aligned()) {
      prompts =
          ServerAlignment.align(
              prompts, new ServerTokens(setup.server(), setup.payload().model()), out::println);
    }
    return prompts;
  }

  private void save(Case benchmarkCase, List<Prompt> prompts) {
    String prefix = setup.plan().request().requestIdPrefix();
    Payload payload = LimitFinder.payload(setup.payload(), benchmarkCase);
    Path folder = setup.plan().output().resultDir().resolve(SAVED);
    try {
      ResultFolder.prepare(folder);
      AtomicFile.write(
          folder.resolve(benchmarkCase.name() + ".jsonl"),
          file ->
              SavedRequests.write(
                  file,
                  prompts,
                  i -> prefix + i,
                  i -> {
                    Prompt prompt = prompts.get(i);
                    return setup.backend().bodyOf(prompt, payload.of(prompt), i);
                  }));
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** A line after each second in which prompts are still being made. */
  private final class Said {
    private final int total;
    private long nextNanos = clock.nanoTime() + NANOS_PER_SECOND;

    Said(int total) {
      this.total = total;
    }

    synchronized void done(int count) {
      if (clock.nanoTime() >= nextNanos) {
        String all = total == Case.ALL ? "" : " of " + total;
        out.println("Making prompts: " + count + all);
        nextNanos = clock.nanoTime() + NANOS_PER_SECOND;
      }
    }
  }
}
