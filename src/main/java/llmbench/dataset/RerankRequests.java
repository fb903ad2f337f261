// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import llmbench.plan.DatasetOptions;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;

/**
 * {@code random-rerank}: one random query, and random documents in batches, of which each request
 * has one ({@code RandomDatasetForReranking} and {@code get_sampling_params}). No answer is
 * generated. The batch's last request may have fewer documents.
 */
final class RerankRequests implements Dataset {
  private final DatasetOptions.RandomRerank options;

  RerankRequests(DatasetOptions.RandomRerank options) {
    this.options = options;
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    return new Draws(sampling).prompts();
  }

  /** The draws of one case. */
  private final class Draws {
    private final Sampling sampling;
    private final Tokenizer tokenizer;
    private final NumpyGenerator random;
    private final TargetLength lengths;
    private final int[] allowed;
    private final int separators = options.reranker() ? 1 : 0;
    private long mismatch;

    Draws(Sampling sampling) {
      this.sampling = sampling;
      this.tokenizer = sampling.tokenizer();
      this.random = new NumpyGenerator(sampling.seed());
      int vocabSize = tokenizer.vocabSize();
      this.lengths = new TargetLength(tokenizer, count -> random.integers(0, vocabSize, count));
      Set<Integer> special = tokenizer.specialIds();
      this.allowed = IntStream.range(0, vocabSize).filter(id -> !special.contains(id)).toArray();
    }

    List<Prompt> prompts() {
      int inputLen = options.inputLen();
      int count = options.reranker() ? sampling.count() : sampling.count() - 1;
      int batch = options.reranker() ? options.batchSize() : options.batchSize() - 1;
      if (count < 1 || batch < 1) {
        throw new DatasetException(
            "no_reranker: expected num_prompts and random_batch_size of at least 2, found "
                + sampling.count()
                + " and "
                + options.batchSize());
      }
      long[] queryLen = lens(options.reranker() ? inputLen / 2 - separators : inputLen, 1);
      long[] queryOffset = random.integers(0, tokenizer.vocabSize(), 1);
      long[] lens =
          lens(options.reranker() ? inputLen - (int) queryLen[0] - separators : inputLen, count);
      long[] offsets = random.integers(0, tokenizer.vocabSize(), count);
      TargetLength.Fitted query = text(queryLen[0], queryOffset[0]);
      List<TargetLength.Fitted> documents = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        documents.add(text(lens[i], offsets[i] + i + 1));
        sampling.progress().accept(i + 1);
      }
      String warning = TargetLength.warning(mismatch);
      if (warning != null) {
        sampling.warn().accept(warning);
      }
      PromptStore prompts = new PromptStore();
      for (int from = 0; from < count; from += batch) {
        prompts.add(request(query, documents.subList(from, Math.min(from + batch, count))));
      }
      return prompts;
    }

    private Prompt request(TargetLength.Fitted query, List<TargetLength.Fitted> documents) {
      List<String> texts = new ArrayList<>(List.of(query.text()));
      int times = options.reranker() ? documents.size() : 1;
      int length = (query.ids().length + separators) * times;
      for (TargetLength.Fitted document : documents) {
        texts.add(document.text());
        length += document.ids().length;
      }
      return new Prompt("", length, 0, PromptParts.NONE.withTexts(texts));
    }

    private long[] lens(int length, int count) {
      int real = Math.max(0, length - tokenizer.specialTokensToAdd());
      long low = (long) Math.floor(real * (1 - options.inputRangeRatio()));
      long high = (long) Math.ceil(real * (1 + options.inputRangeRatio()));
      if (low < 1) {
        throw new DatasetException(
            "random_input_len: expected more tokens, so that no query or document can be empty,"
                + " found "
                + options.inputLen());
      }
      return random.integers(low, high + 1, count);
    }

    private TargetLength.Fitted text(long length, long start) {
      long[] ids = new long[(int) length];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = allowed[(int) ((start + j) % allowed.length)];
      }
      TargetLength.Fitted fitted = lengths.fit(ids, ids.length);
      mismatch += fitted.mismatch();
      return fitted;
    }
  }
}
