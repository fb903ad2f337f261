// SPDX-License-Identifier: Apache-2.0
package llmbench.dsl;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.FeederBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data set's prompts, made before the load: each of {@code docs/workloads.md}, by the names,
 * options and defaults of {@code config.yaml} ({@code docs/config.md}), and the same prompts as the
 * batch and vLLM make for a seed. Immutable: every method gives a changed copy. Made by {@link
 * LlmDsl#prompts}.
 *
 * <pre>{@code
 * feed(prompts("sharegpt").path("sharegpt.json").tokenizer("my-model").count(100).feeder().circular())
 * }</pre>
 *
 * <p>A record has these session attributes, empty where a set has none:
 *
 * <table>
 * <caption>Attributes</caption>
 * <tr><td>{@code prompt}</td><td>String: the text; empty where messages or tokens stand for it</td></tr>
 * <tr><td>{@code promptLen}</td><td>Integer: its tokens, as the set counts them</td></tr>
 * <tr><td>{@code outputLen}</td><td>Integer: tokens asked of the answer; 0 for no limit</td></tr>
 * <tr><td>{@code messages}</td><td>List of maps: a whole chat</td></tr>
 * <tr><td>{@code media}</td><td>List of maps: pictures, films or sounds that follow the text, as parts of a
 * chat message's content</td></tr>
 * <tr><td>{@code reference}</td><td>String: a right answer</td></tr>
 * <tr><td>{@code turns}</td><td>Integer: questions of a conversation; 1 elsewhere</td></tr>
 * <tr><td>{@code llm.prompt}</td><td>what {@link LlmStep#promptFromFeeder} sends</td></tr>
 * </table>
 */
public final class Prompts {
  private static final String SELF_TIMED = "self_timed";

  /** Keys of the batch that have an effect on a record. */
  static final Set<String> KEYS =
      Set.of(
          "backend",
          "stream",
          "max_tokens_field",
          "model",
          "tokenizer",
          "tokenizer_mode",
          "dataset_name",
          "dataset_path",
          "dataset_mix",
          "num_prompts",
          "seed",
          "input_output",
          "input_len",
          "output_len",
          "random_input_len",
          "random_output_len",
          "random_range_ratio",
          "random_prefix_len",
          "random_batch_size",
          "no_oversample",
          "disable_shuffle",
          "skip_chat_template",
          "chat_template_kwargs",
          "enable_multimodal_chat",
          "length_mix",
          "input_len_distribution",
          "output_len_distribution",
          "prefix_pool",
          "prompt_token_ids",
          "random_mm_base_items_per_request",
          "random_mm_num_mm_items_range_ratio",
          "random_mm_limit_mm_per_prompt",
          "random_mm_bucket_config",
          "random_audio_seconds",
          "random_audio_range_ratio",
          "no_reranker",
          "prefix_repetition_prefix_len",
          "prefix_repetition_suffix_len",
          "prefix_repetition_num_prefixes",
          "prefix_repetition_output_len",
          "sharegpt_output_len",
          "sonnet_input_len",
          "sonnet_output_len",
          "sonnet_prefix_len",
          "custom_output_len",
          "custom_ensure_client_side_data",
          "media_folder_prompt",
          "media_folder_output_len",
          "spec_bench_output_len",
          "spec_bench_category",
          "speed_bench_dataset_subset",
          "speed_bench_output_len",
          "speed_bench_category",
          "hf_subset",
          "hf_split",
          "hf_name",
          "hf_output_len",
          "no_stream",
          "hf_prompt_column",
          "hf_completion_column",
          "hf_system_column",
          "hf_image_column",
          "hf_messages_column",
          "hf_reference_column",
          "bfcl_categories",
          "blazedit_min_distance",
          "blazedit_max_distance",
          "asr_min_audio_len_sec",
          "asr_max_audio_len_sec",
          "timed_trace_chunk_hash_size",
          "timed_trace_sec_multiplier",
          "timed_trace_label_timestamp",
          "timed_trace_label_input_length",
          "timed_trace_label_output_length",
          "timed_trace_label_hash_ids",
          "max_turns",
          "limit_min_tokens",
          "limit_max_tokens",
          SELF_TIMED,
          "trace_speedup",
          "trace_window",
          "ignore_eos",
          "logprobs",
          "top_p",
          "top_k",
          "min_p",
          "temperature",
          "frequency_penalty",
          "presence_penalty",
          "repetition_penalty",
          "cache_salt",
          "continuous_usage_stats",
          "extra_body");

  private final Settings settings;
  private final PromptRecords made;
  private final PromptRecords timed;

  Prompts(Settings settings) {
    this.settings = settings;
    this.made = new PromptRecords(settings);
    this.timed =
        settings.has(SELF_TIMED)
            ? made
            : new PromptRecords(settings.with(Map.of(SELF_TIMED, true)));
  }

  /**
   * One of the batch's options, as {@code docs/config.md} has it: of a data set, its templates, or
   * what each body says ({@code ignore_eos}, {@code temperature}, {@code extra_body} …).
   *
   * @param value a String, number, boolean, {@link Path}, or a List or Map of them
   * @throws IllegalArgumentException if the option has no effect on prompts; the message lists
   *     those that have
   */
  public Prompts option(String key, Object value) {
    return new Prompts(settings.with(key, value));
  }

  /** {@code dataset_path}: a file, a folder, or a set of the Hugging Face Hub. */
  public Prompts path(String path) {
    return option("dataset_path", path);
  }

  /**
   * {@code backend}: the API that the step speaks, as {@link LlmStep#backend}; {@code openai-chat}
   * unless told. Some sets make other prompts for another, and prompts of token ids, such as those
   * of traces with hashes, are for {@code openai} and {@code vllm} alone.
   */
  public Prompts backend(String name) {
    return option("backend", name);
  }

  /** {@code model}, whose tokenizer counts if none is named. */
  public Prompts model(String model) {
    return option("model", model);
  }

  /**
   * {@code tokenizer}: a folder with a {@code tokenizer.json}, such a file, or an id of the Hugging
   * Face Hub. The batch's {@code server} is not for this: prompts are made before a server is
   * known.
   */
  public Prompts tokenizer(String tokenizer) {
    return option("tokenizer", tokenizer);
  }

  /**
   * {@code num_prompts}: how many records; 1,000 unless told. A set with fewer rows takes some of
   * them again, unless {@code no_oversample}; a file of conversations gives those that it has.
   */
  public Prompts count(int records) {
    return option("num_prompts", records);
  }

  /** {@code seed}; 0 unless told. */
  public Prompts seed(long seed) {
    return option("seed", seed);
  }

  /** {@code input_output} of one pair: tokens of each prompt and each answer. */
  public Prompts lengths(int input, int output) {
    return option("input_output", List.of(List.of(input, output)));
  }

  /**
   * The records, in the set's order. Made at the first call of this or {@link #feeder}, which may
   * take seconds; so call it where the simulation is set up.
   *
   * @throws IllegalArgumentException if they cannot be had; the message says what to mend
   */
  public List<Map<String, Object>> records() {
    return made.get().records();
  }

  /**
   * The records as a feeder of Gatling's, one after the other; then as any other's: {@code
   * .circular()}, {@code .random()}, {@code .shuffle()}.
   *
   * @throws IllegalArgumentException as {@link #records} does
   */
  public FeederBuilder<Object> feeder() {
    return CoreDsl.listFeeder(records());
  }

  /** The same when their rows say when they come. */
  PromptRecords.Made timed() {
    return timed.get();
  }

  /** Who they are, for messages. */
  String place() {
    return settings.place();
  }
}
