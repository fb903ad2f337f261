// SPDX-License-Identifier: Apache-2.0
package llmbench.dataset.hf;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets of the Hub of one kind that vLLM knows, with the subset and split that it takes unless told
 * otherwise ({@code get_samples} in {@code vllm/benchmarks/datasets/datasets.py}).
 *
 * @param ids the Hub's names
 * @param prompts what becomes of a row
 * @param usualSubset taken unless another is asked for; empty where vLLM takes none whatever is
 *     asked; null for the set's own default
 * @param usualSplit the same; null for the only one
 */
record KnownSet(
    List<String> ids,
    RowPrompts prompts,
    @Nullable String usualSubset,
    @Nullable String usualSplit) {

  /** The leaderboard of tool calls, whose files are its categories. */
  static final KnownSet TOOL_CALLS =
      new KnownSet(
          List.of("gorilla-llm/Berkeley-Function-Calling-Leaderboard"),
          ToolCalls::prompt,
          "",
          "train");

  /** Speech in files of the set, whose rows vLLM loads all. */
  static final KnownSet EARNINGS =
      new KnownSet(
          List.of("ArtificialAnalysis/Earnings22-Cleaned-AA"), Speech::earnings, null, "train");

  private static final List<KnownSet> ALL =
      List.of(
          new KnownSet(
              List.of("lmarena-ai/VisionArena-Chat"), PicturedTexts::arenaChat, "", "train"),
          new KnownSet(
              List.of("lmarena-ai/vision-arena-bench-v0.1"),
              PicturedTexts::arenaBench,
              "",
              "train"),
          new KnownSet(List.of("yale-nlp/MMVU"), PicturedTexts::mmvu, "", "validation"),
          new KnownSet(List.of("likaixin/InstructCoder"), AskedTexts::instructCoder, null, "train"),
          new KnownSet(List.of("philschmid/mt-bench"), AskedTexts::mtBench, null, "train"),
          new KnownSet(List.of("openai/openai_humaneval"), AskedTexts::humanEval, null, "test"),
          new KnownSet(List.of("openai/gsm8k"), AskedTexts::gsm8k, "main", "test"),
          new KnownSet(
              List.of("lmms-lab/LLaVA-OneVision-Data", "Aeala/ShareGPT_Vicuna_unfiltered"),
              AnsweredTexts::conversation,
              null,
              null),
          new KnownSet(
              List.of("AI-MO/aimo-validation-aime", "AI-MO/NuminaMath-1.5", "AI-MO/NuminaMath-CoT"),
              AnsweredTexts::maths,
              null,
              "train"),
          new KnownSet(List.of("zed-industries/zeta"), AnsweredTexts::nextEdit, null, "train"),
          EARNINGS,
          new KnownSet(
              List.of(
                  "openslr/librispeech_asr",
                  "facebook/voxpopuli",
                  "LIUM/tedlium",
                  "edinburghcstr/ami",
                  "speechcolab/gigaspeech",
                  "kensho/spgispeech",
                  "D4nt3/esb-datasets-earnings22-validation-tiny-filtered"),
              Speech::spoken,
              null,
              "train"),
          new KnownSet(
              List.of("vdaita/edit_5k_char", "vdaita/edit_10k_char"),
              AskedTexts::blazedit,
              null,
              "train"),
          new KnownSet(
              List.of("mgoin/mlperf-inference-llama2-data", "mgoin/mlperf-inference-llama3.1-data"),
              AnsweredTexts::mlPerf,
              null,
              "train"),
          new KnownSet(List.of("Lin-Chen/MMStar"), PicturedTexts::mmStar, "", "val"),
          TOOL_CALLS);

  /** The one that the Hub calls so. */
  static Optional<KnownSet> of(String id) {
    return ALL.stream().filter(set -> set.ids.contains(id)).findFirst();
  }

  /** All names. */
  static List<String> all() {
    return ALL.stream().flatMap(set -> set.ids.stream()).sorted().toList();
  }

  /** The subset that is taken; null for the set's own default. */
  @Nullable String subset(@Nullable String asked) {
    if ("".equals(usualSubset)) {
      return null;
    }
    return asked == null ? usualSubset : asked;
  }

  /** The split that is taken; null for the only one. */
  @Nullable String split(@Nullable String asked) {
    return asked == null ? usualSplit : asked;
  }
}
