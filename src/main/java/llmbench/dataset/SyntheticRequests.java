// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import llmbench.plan.DatasetOptions;
import llmbench.plan.LengthPair;
import llmbench.plan.PrefixPool;
import llmbench.plan.SyntheticLengths;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * {@code random} with options of our own. Ids are made as {@link RandomDataset} makes them: lengths
 * of prompts, those of answers, where each prompt begins in the vocabulary, the shared prefix, in
 * this order from one generator; then the pool's prefixes. As token ids without further options
 * they are those that vLLM has before it makes texts of them.
 */
final class SyntheticRequests implements Dataset {
  private static final int DEFAULT_INPUT_LEN = 1024;
  private static final int DEFAULT_OUTPUT_LEN = 128;

  private final DatasetOptions.Synthetic options;

  SyntheticRequests(DatasetOptions.Synthetic options) {
    this.options = options;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    return new Draws(sampling).prompts();
  }

  /** Lengths of all requests. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Lengths(long[] input, long[] output) {}

  /** What is drawn for one case. */
  private final class Draws {
    private final Sampling sampling;
    private final Tokenizer tokenizer;
    private final NumpyGenerator random;
    private final int[] allowed;
    private long mismatch;

    Draws(Sampling sampling) {
      this.sampling = sampling;
      this.tokenizer = sampling.tokenizer();
      this.random = new NumpyGenerator(sampling.seed());
      Set<Integer> special = tokenizer.specialIds();
      this.allowed =
          IntStream.range(0, tokenizer.vocabSize()).filter(id -> !special.contains(id)).toArray();
    }

    List<Prompt> prompts() {
      int count = sampling.count();
      Lengths lengths = lengths(options.lengths(), count);
      long[] offsets = random.integers(0, tokenizer.vocabSize(), count);
      long[] shared = prefix(options.prefixLen());
      PrefixPool pool = options.pool();
      PooledPrompts pooled = pool == null ? null : new PooledPrompts(pool, random, this::prefix);
      PromptStore prompts = new PromptStore();
      for (int i = 0; i < count; i++) {
        long[] own = run(offsets[i] + i, (int) lengths.input[i]);
        long[] ids =
            pooled == null ? joined(shared, own) : joined(shared, pooled.next(own, shared.length));
        prompts.add(prompt(ids, (int) lengths.output[i]));
        sampling.progress().accept(i + 1);
      }
      String warning = TargetLength.warning(mismatch);
      if (warning != null) {
        sampling.warn().accept(warning);
      }
      if (pooled != null) {
        sampling.warn().accept(pooled.summary());
      }
      return prompts;
    }

    private Lengths lengths(SyntheticLengths wanted, int count) {
      if (!wanted.mix().isEmpty()) {
        return mixed(wanted.mix(), count);
      }
      int special = tokenizer.specialTokensToAdd();
      long[] input =
          wanted.input() == null
              ? around(
                  length(sampling.inputLen(), DEFAULT_INPUT_LEN),
                  special,
                  wanted.inputRangeRatio(),
                  0,
                  count)
              : new LengthDraw(wanted.input()).lengths(random, count);
      long[] output =
          wanted.output() == null
              ? around(
                  length(sampling.outputLen(), DEFAULT_OUTPUT_LEN),
                  0,
                  wanted.outputRangeRatio(),
                  1,
                  count)
              : new LengthDraw(wanted.output()).lengths(random, count);
      return new Lengths(input, output);
    }

    private long[] around(int length, int less, double ratio, int least, int count) {
      int middle = Math.max(0, length - less);
      long from = (long) Math.max(least, Math.floor(middle * (1 - ratio)));
      long to = (long) Math.max(least, Math.ceil(middle * (1 + ratio)));
      return random.integers(from, to + 1, count);
    }

    private Lengths mixed(List<LengthPair> mix, int count) {
      double all = mix.stream().mapToDouble(LengthPair::weight).sum();
      long[] input = new long[count];
      long[] output = new long[count];
      for (int i = 0; i < count; i++) {
        double left = random.random() * all;
        LengthPair pair = mix.get(0);
        for (LengthPair next : mix) {
          pair = next;
          left -= next.weight();
          if (left < 0) {
            break;
          }
        }
        input[i] = pair.inputLen();
        output[i] = pair.outputLen();
      }
      return new Lengths(input, output);
    }

    /** Ordinary ids at random. */
    private long[] drawn(int length) {
      return length == 0
          ? new long[0]
          : LongStream.of(random.integers(0, allowed.length, length))
              .map(at -> allowed[(int) at])
              .toArray();
    }

    /** The same, as a text keeps them where prompts are texts. */
    private long[] prefix(int length) {
      long[] ids = drawn(length);
      if (options.tokenIds() || length == 0) {
        return ids;
      }
      IntFunction<long[]> further = n -> random.integers(0, tokenizer.vocabSize(), n);
      return new TargetLength(tokenizer, further).fit(ids, length).ids();
    }

    /** Ordinary ids one after the other. */
    private long[] run(long start, int length) {
      long[] ids = new long[length];
      for (int j = 0; j < length; j++) {
        ids[j] = allowed[(int) ((start + j) % allowed.length)];
      }
      return ids;
    }

    private Prompt prompt(long[] ids, int outputLen) {
      if (ids.length == 0) {
        throw new DatasetException(
            "random_input_len: expected prompts of at least 1 token, found one of none");
      }
      if (options.tokenIds()) {
        List<Integer> tokens = LongStream.of(ids).mapToObj(id -> (int) id).toList();
        return new Prompt("", ids.length, outputLen, PromptParts.NONE.withTokenIds(tokens));
      }
      IntFunction<long[]> further = n -> random.integers(0, tokenizer.vocabSize(), n);
      TargetLength.Fitted fitted = new TargetLength(tokenizer, further).fit(ids, ids.length);
      mismatch += fitted.mismatch();
      return new Prompt(fitted.text(), fitted.ids().length, outputLen);
    }
  }

  private static int length(@Nullable Integer given, int absent) {
    return given == null ? absent : given;
  }

  private static long[] joined(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
