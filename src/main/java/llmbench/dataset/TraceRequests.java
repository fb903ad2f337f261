// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import llmbench.plan.DatasetOptions;
import llmbench.random.NumpyGenerator;
import llmbench.tokenizer.Tokenizer;

/**
 * Traces of services: lengths and times of arrival of the first rows, in the file's order, and
 * prompts that begin alike where the trace says so. A block of tokens is drawn from the seed and
 * the CRC-32 of its hash; what no hash covers is drawn for the row alone.
 */
final class TraceRequests implements Dataset {
  private final DatasetOptions.Trace options;
  private final OnceRead<TraceFile> file;

  TraceRequests(Path path, DatasetOptions.Trace options) {
    this.options = options;
    this.file =
        new OnceRead<>(
            () ->
                switch (options.format()) {
                  case MOONCAKE -> TraceFile.hashed(JsonLines.of(path), 0.001);
                  case BAILIAN -> TraceFile.hashed(JsonLines.of(path), 1);
                  case AZURE -> TraceCsv.azure(path);
                  case BURSTGPT -> TraceCsv.burstGpt(path);
                });
  }

  @Override
  public void load() {
    var unused = file.get().first(1);
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    List<TraceRow> rows = file.get().first(sampling.count());
    double start = rows.stream().mapToDouble(TraceRow::seconds).min().orElse(0);
    int[] vocabulary = vocabulary(sampling.tokenizer());
    NumpyGenerator random = new NumpyGenerator(sampling.seed());
    PromptStore prompts = new PromptStore();
    long mismatch = 0;
    for (TraceRow row : rows) {
      long[] ids = ids(row, vocabulary, random, sampling.seed());
      PromptParts parts = PromptParts.NONE.withArrivalSeconds(row.seconds() - start);
      if (options.tokenIds()) {
        List<Integer> tokens = LongStream.of(ids).mapToObj(id -> (int) id).toList();
        prompts.add(new Prompt("", ids.length, row.outputLen(), parts.withTokenIds(tokens)));
      } else {
        TargetLength.Fitted fitted = fitted(ids, vocabulary, random, sampling.tokenizer());
        mismatch += fitted.mismatch();
        prompts.add(new Prompt(fitted.text(), fitted.ids().length, row.outputLen(), parts));
      }
      sampling.progress().accept(prompts.size());
    }
    String warning = TargetLength.warning(mismatch);
    if (warning != null) {
      sampling.warn().accept(warning);
    }
    return prompts;
  }

  /** Those of which {@code random} makes its prompts: of the model's vocabulary, none special. */
  private static int[] vocabulary(Tokenizer tokenizer) {
    Set<Integer> special = tokenizer.specialIds();
    return IntStream.range(0, tokenizer.vocabSize()).filter(id -> !special.contains(id)).toArray();
  }

  private static TargetLength.Fitted fitted(
      long[] ids, int[] vocabulary, NumpyGenerator random, Tokenizer tokenizer) {
    return new TargetLength(tokenizer, count -> drawn(random, vocabulary, count))
        .fit(ids, ids.length);
  }

  private long[] ids(TraceRow row, int[] vocabulary, NumpyGenerator random, long seed) {
    long[] ids = new long[row.inputLen()];
    int at = 0;
    for (String hash : row.hashes()) {
      int left = Math.min(options.format().blockSize(), ids.length - at);
      if (left <= 0) {
        break;
      }
      // A block is drawn whole, so that a part of it is the same as the whole one's beginning.
      long[] block =
          drawn(new NumpyGenerator(seedOf(hash, seed)), vocabulary, options.format().blockSize());
      System.arraycopy(block, 0, ids, at, left);
      at += left;
    }
    if (at < ids.length) {
      long[] own = drawn(random, vocabulary, ids.length - at);
      System.arraycopy(own, 0, ids, at, own.length);
    }
    return ids;
  }

  private static long seedOf(String hash, long seed) {
    CRC32 crc = new CRC32();
    crc.update(hash.getBytes(StandardCharsets.UTF_8));
    return (seed & Integer.MAX_VALUE) << Integer.SIZE | crc.getValue();
  }

  private static long[] drawn(NumpyGenerator random, int[] vocabulary, int count) {
    return Arrays.stream(random.integers(0, vocabulary.length, count))
        .map(at -> vocabulary[(int) at])
        .toArray();
  }
}
