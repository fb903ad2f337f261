// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM's {@code random} dataset ({@code vllm/benchmarks/datasets/datasets.py}, {@code
 * RandomDataset} and {@code gen_prompt_decode_to_target_len}): the same prompts, byte for byte, in
 * the same order. First rounds of decoding and encoding run on all cores; draws stay in order.
 */
final class RandomDataset {
  private static final int MAX_ROUNDS = 10;

  /** Drafts hold their ids; so few at once keep memory bounded, whatever the number of prompts. */
  private static final int DRAFTS_AT_ONCE = 16_384;

  private final Tokenizer tokenizer;
  private final NumpyGenerator random;
  private final Set<Integer> excluded;
  private final int vocabSize;
  private int mismatch;

  /** Prompts by that tokenizer, from that seed. */
  RandomDataset(Tokenizer tokenizer, long seed) {
    this(tokenizer, new NumpyGenerator(seed), tokenizer.specialIds());
  }

  /** Prompts that leave out some tokens, by a generator that others draw from too. */
  RandomDataset(Tokenizer tokenizer, NumpyGenerator random, Set<Integer> excluded) {
    this.tokenizer = tokenizer;
    this.random = random;
    this.excluded = excluded;
    this.vocabSize = tokenizer.vocabSize();
  }

  /**
   * What is asked for.
   *
   * @param inputRatio in [0, 1): lengths are drawn from {@code floor(n(1−r))} to {@code
   *     ceil(n(1+r))}
   */
  record Lengths(
      int inputLen, int outputLen, double inputRatio, double outputRatio, int prefixLen) {}

  /**
   * The prompts. Call once.
   *
   * @param progress told how many are done, once for each prompt and from several threads, so that
   *     a number may come after a larger one
   * @throws IllegalArgumentException if a prompt could be empty
   */
  List<Prompt> prompts(int count, Lengths lengths, IntConsumer progress) {
    PromptStore prompts = new PromptStore();
    make(count, lengths, progress, prompts::add);
    return prompts;
  }

  /**
   * Makes the prompts. Call once.
   *
   * @param each is given each when its draws are done, in order; draws of its own come between
   * @throws IllegalArgumentException if a prompt could be empty
   */
  void make(int count, Lengths lengths, IntConsumer progress, Consumer<Prompt> each) {
    int input = Math.max(0, lengths.inputLen() - tokenizer.specialTokensToAdd());
    int inputLow = (int) Math.floor(input * (1 - lengths.inputRatio()));
    int inputHigh = (int) Math.ceil(input * (1 + lengths.inputRatio()));
    int outputLow =
        (int) Math.max(1, Math.floor(lengths.outputLen() * (1 - lengths.outputRatio())));
    int outputHigh =
        (int) Math.max(1, Math.ceil(lengths.outputLen() * (1 + lengths.outputRatio())));
    if (lengths.prefixLen() + inputLow < 1) {
      throw new IllegalArgumentException(
          "random_input_len is too small: a prompt could have "
              + (lengths.prefixLen() + inputLow)
              + " tokens; raise random_input_len or random_prefix_len, or lower random_range_ratio");
    }
    long[] inputLens = random.integers(inputLow, inputHigh + 1L, count);
    long[] outputLens = random.integers(outputLow, outputHigh + 1L, count);
    long[] offsets = random.integers(0, vocabSize, count);
    int[] allowed = allowed();
    long[] prefix = prefix(allowed, lengths.prefixLen());
    mismatch = 0;

    AtomicInteger done = new AtomicInteger();
    for (int from = 0; from < count; from += DRAFTS_AT_ONCE) {
      Draft[] drafts = new Draft[Math.min(DRAFTS_AT_ONCE, count - from)];
      int first = from;
      IntStream.range(0, drafts.length)
          .parallel()
          .forEach(
              k -> {
                int i = first + k;
                long[] ids = sequence(prefix, allowed, offsets[i] + i, (int) inputLens[i]);
                drafts[k] = new Draft(ids, lengths.prefixLen() + (int) inputLens[i]);
                drafts[k].roundsWithoutDraws();
                if (drafts[k].fits) {
                  progress.accept(done.incrementAndGet());
                }
              });
      for (int k = 0; k < drafts.length; k++) {
        Draft draft = drafts[k];
        if (!draft.fits) {
          draft.remainingRounds();
          progress.accept(done.incrementAndGet());
        }
        mismatch += draft.mismatch;
        each.accept(new Prompt(draft.text, draft.ids.length, (int) outputLens[first + k]));
      }
    }
  }

  /**
   * Tokens that all prompts together have more (or, below 0, fewer) than asked, because no round
   * met the length; vLLM warns of it.
   */
  int mismatch() {
    return mismatch;
  }

  private int[] allowed() {
    return IntStream.range(0, vocabSize).filter(id -> !excluded.contains(id)).toArray();
  }

  private long[] prefix(int[] allowed, int length) {
    if (length <= 0) {
      return new long[0];
    }
    long[] ids = random.integers(0, allowed.length, length);
    for (int i = 0; i < length; i++) {
      ids[i] = allowed[(int) ids[i]];
    }
    Draft draft = new Draft(ids, length);
    draft.roundsWithoutDraws();
    draft.remainingRounds();
    return draft.ids;
  }

  private static long[] sequence(long[] prefix, int[] allowed, long start, int length) {
    long[] ids = Arrays.copyOf(prefix, prefix.length + length);
    for (int j = 0; j < length; j++) {
      ids[prefix.length + j] = allowed[(int) ((start + j) % allowed.length)];
    }
    return ids;
  }

  /** A prompt on its way to its length. */
  private final class Draft {
    private final int target;
    private long[] ids;
    private String text = "";
    private int rounds = MAX_ROUNDS;
    private boolean fits;
    private int mismatch;

    Draft(long[] ids, int target) {
      this.ids = ids;
      this.target = target;
    }

    /** Goes on until it fits or tokens must be drawn. */
    void roundsWithoutDraws() {
      do {
        round();
      } while (!fits && ids.length >= target);
    }

    /** Goes on to the end; draws are made here, so drafts must come in order. */
    void remainingRounds() {
      while (!fits) {
        if (ids.length < target) {
          int before = ids.length;
          long[] extra = random.integers(0, vocabSize, target - before);
          ids = Arrays.copyOf(ids, target);
          System.arraycopy(extra, 0, ids, before, extra.length);
          rounds--;
        }
        round();
      }
    }

    /**
     * One decoding and encoding; leaves {@code ids} shorter than the target if tokens must be
     * drawn.
     */
    private void round() {
      text = tokenizer.decode(ids);
      ids = tokenizer.encode(text);
      if (rounds <= 0) {
        mismatch = ids.length - target;
        fits = true;
      } else if (ids.length == target) {
        fits = true;
      } else if (ids.length > target) {
        ids = Arrays.copyOf(ids, target);
        rounds--;
      }
    }
  }
}
