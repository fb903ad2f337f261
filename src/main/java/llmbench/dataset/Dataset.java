// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/** One set of requests: the same as vLLM's of that name for the same seed and tokenizer. */
public interface Dataset {

  /**
   * Reads its file through, if it has one, so that most of what is wrong is said before anything is
   * sent. Need not be called.
   *
   * @throws DatasetException if the file is of no use
   */
  default void load() {}

  /**
   * Tries what it needs of the tokenizer, so that what is missing is said before anything is sent.
   * Need not be called.
   *
   * @throws DatasetException if the tokenizer is of no use to it
   */
  default void check(Tokenizer tokenizer) {}

  /**
   * The requests of a case, in the order in which they are sent.
   *
   * @throws DatasetException if the set cannot give them
   */
  List<Prompt> prompts(Sampling sampling);

  /**
   * What a case asks of its set.
   *
   * @param count requests asked for, at least 1
   * @param inputLen the case's input length in tokens; null where the set decides
   * @param outputLen the case's output length in tokens; null where the set decides
   * @param seed vLLM's {@code --seed}
   * @param tokenizer the model's, or what stands in for it
   * @param progress told how many are done, from any thread; a number may come after a larger one
   * @param warn told what vLLM would warn of, a line each
   * @param numpy NumPy's global generator after {@code np.random.seed(seed)}: sets that draw from
   *     it in vLLM draw from it here, and arrivals go on where they left it
   * @param order which class each request is of, where that is known beforehand; null else. Of more
   *     requests than {@code count} some have the same prompt
   */
  record Sampling(
      int count,
      @Nullable Integer inputLen,
      @Nullable Integer outputLen,
      long seed,
      Tokenizer tokenizer,
      IntConsumer progress,
      Consumer<String> warn,
      NumpyLegacyRandom numpy,
      int @Nullable [] order) {

    /** One in which it is not known beforehand whose each request is. */
    public Sampling(
        int count,
        @Nullable Integer inputLen,
        @Nullable Integer outputLen,
        long seed,
        Tokenizer tokenizer,
        IntConsumer progress,
        Consumer<String> warn,
        NumpyLegacyRandom numpy) {
      this(count, inputLen, outputLen, seed, tokenizer, progress, warn, numpy, null);
    }

    /** With a generator of its own. */
    public Sampling(
        int count,
        @Nullable Integer inputLen,
        @Nullable Integer outputLen,
        long seed,
        Tokenizer tokenizer,
        IntConsumer progress,
        Consumer<String> warn) {
      this(
          count, inputLen, outputLen, seed, tokenizer, progress, warn, new NumpyLegacyRandom(seed));
    }
  }
}
