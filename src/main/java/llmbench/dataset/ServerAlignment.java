// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import llmbench.tokenizer.ServerTokenizer;

/**
 * Aligns prompts to the server's tokenizer, as vLLM does ({@code serve.py}, {@code
 * _align_prompts_to_server_tokenizer}): if the server counts the first prompt as we do, all are
 * kept; otherwise each that it counts as longer is cut by it to the length meant.
 */
public final class ServerAlignment {
  private ServerAlignment() {}

  /**
   * The prompts, aligned.
   *
   * @param print told what vLLM would print
   */
  public static List<Prompt> align(
      List<Prompt> prompts, ServerTokenizer.Routes server, Consumer<String> print) {
    if (prompts.isEmpty()) {
      return prompts;
    }
    int counted;
    try {
      counted = server.tokenize(prompts.get(0).text()).length;
    } catch (RuntimeException e) {
      print.accept("WARNING: /tokenize unavailable, skipping alignment.");
      return prompts;
    }
    int expected = prompts.get(0).promptLen();
    if (counted == expected) {
      return prompts;
    }
    print.accept(
        "WARNING: tokenizer mismatch (server="
            + counted
            + ", expected="
            + expected
            + "), re-aligning prompts.");
    return prompts.parallelStream().map(prompt -> fix(prompt, server)).toList();
  }

  private static Prompt fix(Prompt prompt, ServerTokenizer.Routes server) {
    try {
      long[] ids = server.tokenize(prompt.text());
      if (ids.length <= prompt.promptLen()) {
        return prompt;
      }
      String cut = server.detokenize(Arrays.copyOf(ids, prompt.promptLen()));
      return new Prompt(cut, prompt.promptLen(), prompt.outputLen(), prompt.parts());
    } catch (RuntimeException e) {
      return prompt;
    }
  }
}
