// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.recording.NanoClock;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;

/**
 * Times the making of random prompts, and writes them for comparison with vLLM's: {@code
 * benchmarks/prompts.sh} runs both.
 */
public final class PromptBenchmark {
  private PromptBenchmark() {}

  /**
   * Arguments: tokenizer, count, input length, output length, range ratio, prefix length, seed,
   * file.
   */
  public static void main(String[] args) throws Exception {
    NanoClock clock = NanoClock.SYSTEM;
    long start = clock.nanoTime();
    Tokenizer tokenizer = Tokenizers.open(args[0], Map.of(), System.err::println);
    long loaded = clock.nanoTime();
    double ratio = Double.parseDouble(args[4]);
    RandomDataset dataset = new RandomDataset(tokenizer, Long.parseLong(args[6]));
    List<Prompt> prompts =
        dataset.prompts(
            Integer.parseInt(args[1]),
            new RandomDataset.Lengths(
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                ratio,
                ratio,
                Integer.parseInt(args[5])),
            done -> {});
    long made = clock.nanoTime();
    System.out.println(
        String.format(
            Locale.ROOT,
            "llmbench: tokenizer %.2f s, %d prompts %.2f s",
            (loaded - start) / 1e9,
            prompts.size(),
            (made - loaded) / 1e9));
    ObjectMapper json = new ObjectMapper();
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(args[7]), StandardCharsets.UTF_8))) {
      for (Prompt prompt : prompts) {
        out.println(
            json.writeValueAsString(
                List.of(prompt.text(), prompt.promptLen(), prompt.outputLen())));
      }
    }
  }
}
