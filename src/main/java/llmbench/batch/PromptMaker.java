// SPDX-License-Identifier: Apache-2.0
package llmbench.batch;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import llmbench.dataset.Prompt;
import llmbench.dataset.RandomDataset;
import llmbench.dataset.ServerAlignment;
import llmbench.plan.Case;
import llmbench.plan.DatasetSpec;
import llmbench.recording.NanoClock;

/**
 * Makes a case's prompts, each case from the seed afresh, and says how far it is if that takes
 * long.
 */
final class PromptMaker {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int DEFAULT_INPUT_LEN = 1024;
  private static final int DEFAULT_OUTPUT_LEN = 128;

  private final Setup setup;
  private final PrintStream out;
  private final NanoClock clock;

  PromptMaker(Setup setup, PrintStream out, NanoClock clock) {
    this.setup = setup;
    this.out = out;
    this.clock = clock;
  }

  List<Prompt> prompts(Case benchmarkCase) {
    DatasetSpec spec = setup.plan().dataset();
    int input = benchmarkCase.inputLen() == null ? DEFAULT_INPUT_LEN : benchmarkCase.inputLen();
    int output = benchmarkCase.outputLen() == null ? DEFAULT_OUTPUT_LEN : benchmarkCase.outputLen();
    RandomDataset dataset =
        new RandomDataset(setup.tokenizer(), setup.plan().seedOf(benchmarkCase));
    Said said = new Said(benchmarkCase.numPrompts());
    List<Prompt> prompts =
        dataset.prompts(
            benchmarkCase.numPrompts(),
            new RandomDataset.Lengths(
                input, output, spec.inputRangeRatio(), spec.outputRangeRatio(), spec.prefixLen()),
            said::done);
    if (dataset.mismatch() != 0) {
      out.println(
          "WARNING: Across all generated prompts, there were "
              + Math.abs(dataset.mismatch())
              + (dataset.mismatch() > 0 ? " more" : " fewer")
              + " tokens than expected after decoding and re-encoding.");
    }
    return setup.localTokenizer()
        ? ServerAlignment.align(
            prompts, new ServerTokens(setup.server(), setup.payload().model()), out::println)
        : prompts;
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
        out.println(String.format(Locale.ROOT, "Making prompts: %d of %d", count, total));
        nextNanos = clock.nanoTime() + NANOS_PER_SECOND;
      }
    }
  }
}
