// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import llmbench.plan.DatasetOptions;
import llmbench.random.PythonRandom;

/**
 * {@code timed_trace}: a trace of hashed blocks; each hash stands for the same random token ids
 * wherever it is ({@code TimedTrace}). Its seed is the CRC-32 of {@code hash:size}, where vLLM
 * takes Python's hash of that text, which is another in each process. Rows are neither shuffled nor
 * copied.
 */
final class TimedTraceRequests implements Dataset {
  private final DatasetOptions.TimedTrace options;
  private final OnceRead<JsonLines> lines;

  TimedTraceRequests(Path path, DatasetOptions.TimedTrace options) {
    this.lines = new OnceRead<>(() -> JsonLines.of(path));
    this.options = options;
  }

  @Override
  public void load() {
    var unused = lines.get();
  }

  @Override
  public List<Prompt> prompts(Sampling sampling) {
    JsonLines from = lines.get();
    int[] vocabulary = sampling.tokenizer().ordinaryIds();
    Map<String, List<Integer>> blocks = new HashMap<>();
    PromptStore prompts = new PromptStore();
    int tooShort = 0;
    int[] taken = IntStream.range(0, Math.min(from.size(), sampling.count())).toArray();
    try (Stream<JsonPlace> rows = from.rows(taken)) {
      for (Iterator<JsonPlace> each = rows.iterator(); each.hasNext(); ) {
        JsonPlace row = each.next();
        int inputLen = row.at(options.inputField()).wholeNumber(1);
        List<Integer> ids = ids(row, inputLen, vocabulary, blocks);
        tooShort += ids.size() < inputLen ? 1 : 0;
        double arrival = row.at(options.timestampField()).number() * options.secondsPerUnit();
        prompts.add(
            new Prompt(
                "",
                ids.size(),
                row.at(options.outputField()).wholeNumber(1),
                PromptParts.NONE.withTokenIds(ids).withArrivalSeconds(arrival)));
        sampling.progress().accept(prompts.size());
      }
    }
    if (tooShort > 0) {
      sampling
          .warn()
          .accept(
              tooShort
                  + " of "
                  + prompts.size()
                  + " prompts are shorter than "
                  + options.inputField()
                  + ": their rows have too few hashes of "
                  + options.chunkSize()
                  + " tokens (timed_trace_chunk_hash_size)");
    }
    return prompts;
  }

  private List<Integer> ids(
      JsonPlace row, int inputLen, int[] vocabulary, Map<String, List<Integer>> blocks) {
    JsonPlace hashes = row.at(options.hashesField()).list(1);
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < hashes.node().size() && ids.size() < inputLen; i++) {
      int size = Math.min(options.chunkSize(), inputLen - ids.size());
      String key = TraceFile.hash(hashes.at(i)) + ":" + size;
      ids.addAll(blocks.computeIfAbsent(key, k -> block(k, size, vocabulary)));
    }
    return ids;
  }

  private static List<Integer> block(String key, int size, int[] vocabulary) {
    CRC32 seed = new CRC32();
    seed.update(key.getBytes(StandardCharsets.UTF_8));
    int[] chosen = new PythonRandom(seed.getValue()).choices(vocabulary.length, size);
    return IntStream.of(chosen).mapToObj(at -> vocabulary[at]).toList();
  }
}
