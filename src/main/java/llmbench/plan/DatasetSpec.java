// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which prompts are made.
 *
 * @param name vLLM's {@code --dataset-name}
 * @param path vLLM's {@code --dataset-path}; null where the set has no file
 * @param rules how rows are taken
 * @param options what this set alone is told
 * @param tokenizer a folder, a {@code tokenizer.json}, a hub id or {@link #SERVER_TOKENIZER}; null
 *     for the model's
 */
public record DatasetSpec(
    String name,
    @Nullable Path path,
    Rules rules,
    DatasetOptions options,
    @Nullable String tokenizer) {

  /** The tokenizer that asks for the server's {@code /tokenize} and {@code /detokenize}. */
  public static final String SERVER_TOKENIZER = "server";

  /**
   * Whether answers go on to their full length unless the user says otherwise: vLLM's {@code
   * main_async} ({@code serve.py}) sets {@code ignore_eos} for these, with every backend that is
   * built. So it is for the sets of our own that say how long each answer is.
   */
  public boolean ignoresEos() {
    if (options instanceof DatasetOptions.Mix mix) {
      return mix.parts().stream().allMatch(part -> part.spec().ignoresEos());
    }
    return options instanceof DatasetOptions.Random
        || options instanceof DatasetOptions.Synthetic
        || options instanceof DatasetOptions.RandomMm
        || options instanceof DatasetOptions.TimedTrace
        || options instanceof DatasetOptions.Trace
        || options instanceof DatasetOptions.AgentGraphs;
  }

  /** The classes of requests; empty without {@code workloads}. */
  public List<Workload> workloads() {
    return options instanceof DatasetOptions.Workloads set ? set.classes() : List.of();
  }

  /**
   * Whether prompts are aligned to the server's tokenizer: those made of random tokens, each a text
   * ({@code serve.py}, {@code main_async} and {@code _align_prompts_to_server_tokenizer}).
   */
  public boolean aligned() {
    return options instanceof DatasetOptions.PrefixRepetition
        || (options instanceof DatasetOptions.Random random && random.batchSize() == 1);
  }

  /**
   * How rows are taken, by vLLM's flags of these names.
   *
   * @param noOversample a set with too few rows gives as many as it has
   * @param disableShuffle rows keep their order
   * @param skipChatTemplate the client applies no chat template
   * @param enableMultimodalChat text and media are made messages of a chat when the set is read
   * @param chatTemplateKwargs what the client's chat template is given
   */
  public record Rules(
      boolean noOversample,
      boolean disableShuffle,
      boolean skipChatTemplate,
      boolean enableMultimodalChat,
      Map<String, Object> chatTemplateKwargs) {

    /** Without arguments of a template. */
    public Rules(
        boolean noOversample,
        boolean disableShuffle,
        boolean skipChatTemplate,
        boolean enableMultimodalChat) {
      this(noOversample, disableShuffle, skipChatTemplate, enableMultimodalChat, Map.of());
    }

    /** vLLM's defaults: none of them. */
    public static final Rules DEFAULT = new Rules(false, false, false, false);
  }
}
