// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.file.Path;
import java.util.List;
import llmbench.random.NumpyLegacyRandom;

/**
 * {@code burstgpt}: lengths of a trace, drawn as pandas' {@code sample} draws them, and prompts of
 * consecutive token ids ({@code BurstGPTDataset}). A prompt's length is that of its ids: they are
 * not encoded again. The trace's times are not used.
 */
final class BurstGptRequests implements Dataset {
  private final OnceRead<List<BurstGptFile.Row>> rows;

  BurstGptRequests(Path path) {
    this.rows = new OnceRead<>(() -> BurstGptFile.rows(path));
  }

  @Override
  public void load() {
    var unused = rows.get();
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<BurstGptFile.Row> from = rows.get();
    int count = sampling.count();
    NumpyLegacyRandom random = new NumpyLegacyRandom(sampling.seed());
    boolean again = count > from.size();
    long[] repeated = again ? random.integers(from.size(), count) : new long[0];
    int[] once = again ? new int[0] : random.permutation(from.size());
    int vocabSize = sampling.tokenizer().vocabSize();
    PromptStore prompts = new PromptStore();
    for (int i = 0; i < count; i++) {
      BurstGptFile.Row row = from.get(again ? (int) repeated[i] : once[i]);
      long[] ids = new long[row.promptLen()];
      for (int j = 0; j < ids.length; j++) {
        ids[j] = ((long) i + j) % vocabSize;
      }
      prompts.add(new Prompt(sampling.tokenizer().decode(ids), ids.length, row.outputLen()));
      sampling.progress().accept(i + 1);
    }
    return prompts;
  }
}
