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
import llmbench.plan.DatasetSpec;
import llmbench.recording.NanoClock;
import llmbench.tokenizer.Tokenizer;
import llmbench.tokenizer.Tokenizers;

/**
 * Times the taking of requests from a file in ShareGPT's form, and writes them for comparison with
 * vLLM's: {@code benchmarks/sharegpt.sh} runs both.
 */
public final class ShareGptBenchmark {
  private static final Path STATUS = Path.of("/proc/self/status"); // on Linux

  private ShareGptBenchmark() {}

  /** Arguments: file, tokenizer, count, file to write. */
  public static void main(String[] args) throws Exception {
    Tokenizer tokenizer = Tokenizers.open(args[1], Map.of(), System.err::println);
    NanoClock clock = NanoClock.SYSTEM;
    long start = clock.nanoTime();
    List<Prompt> prompts =
        new ShareGptRequests(Path.of(args[0]), DatasetSpec.Rules.DEFAULT)
            .prompts(
                new Dataset.Sampling(
                    Integer.parseInt(args[2]),
                    null,
                    null,
                    0,
                    tokenizer,
                    done -> {},
                    System.err::println));
    double seconds = (clock.nanoTime() - start) / 1e9;
    System.out.println(
        String.format(
            Locale.ROOT, "llmbench: %d prompts %.2f s%s", prompts.size(), seconds, peak()));
    ObjectMapper json = new ObjectMapper();
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(args[3]), StandardCharsets.UTF_8))) {
      for (Prompt prompt : prompts) {
        out.println(
            json.writeValueAsString(
                List.of(prompt.text(), prompt.promptLen(), prompt.outputLen())));
      }
    }
  }

  private static String peak() throws Exception {
    if (!Files.isReadable(STATUS)) {
      return "";
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .map(kib -> ", at most " + kib / 1024 + " MiB")
        .findFirst()
        .orElse("");
  }
}
