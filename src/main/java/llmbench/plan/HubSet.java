// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Hub's sets that vLLM knows, by what becomes of their rows, with the subset and split that it
 * takes unless told otherwise ({@code get_samples} in {@code
 * vllm/benchmarks/datasets/datasets.py}).
 */
public enum HubSet {
  VISION_ARENA_CHAT(Kind.PICTURES, "", "train", "lmarena-ai/VisionArena-Chat"),
  VISION_ARENA_BENCH(Kind.PICTURES, "", "train", "lmarena-ai/vision-arena-bench-v0.1"),
  MMVU(Kind.PICTURES, "", "validation", "yale-nlp/MMVU"),
  INSTRUCT_CODER(Kind.TEMPLATED, null, "train", "likaixin/InstructCoder"),
  MT_BENCH(Kind.TEMPLATED, null, "train", "philschmid/mt-bench"),
  HUMAN_EVAL(Kind.TEMPLATED, null, "test", "openai/openai_humaneval"),
  GSM8K(Kind.TEMPLATED, "main", "test", "openai/gsm8k"),
  ONE_VISION(Kind.PICTURES, null, null, "lmms-lab/LLaVA-OneVision-Data"),
  CONVERSATION(Kind.TEXTS, null, null, "Aeala/ShareGPT_Vicuna_unfiltered"),
  MATHS(
      Kind.TEXTS,
      null,
      "train",
      "AI-MO/aimo-validation-aime AI-MO/NuminaMath-1.5 AI-MO/NuminaMath-CoT"),
  NEXT_EDIT(Kind.TEXTS, null, "train", "zed-industries/zeta"),
  EARNINGS(Kind.SPEECH, null, "train", "ArtificialAnalysis/Earnings22-Cleaned-AA"),
  SPEECH(
      Kind.SPEECH,
      null,
      "train",
      "openslr/librispeech_asr facebook/voxpopuli LIUM/tedlium edinburghcstr/ami"
          + " speechcolab/gigaspeech kensho/spgispeech"
          + " D4nt3/esb-datasets-earnings22-validation-tiny-filtered"),
  BLAZEDIT(Kind.TEMPLATED, null, "train", "vdaita/edit_5k_char vdaita/edit_10k_char"),
  ML_PERF(
      Kind.TEMPLATED,
      null,
      "train",
      "mgoin/mlperf-inference-llama2-data mgoin/mlperf-inference-llama3.1-data"),
  MM_STAR(Kind.PICTURES, "", "val", "Lin-Chen/MMStar"),
  TOOL_CALLS(Kind.TOOLS, "", "train", "gorilla-llm/Berkeley-Function-Calling-Leaderboard");

  /** What a request of a set holds. */
  public enum Kind {
    /** A text. */
    TEXTS,
    /** A text that vLLM renders by the tokenizer's chat template. */
    TEMPLATED,
    /** A text with an image or a video. */
    PICTURES,
    /** Speech. */
    SPEECH,
    /** Messages with tools. */
    TOOLS
  }

  private final Kind kind;
  private final @Nullable String subset;
  private final @Nullable String split;
  private final String ids;

  /**
   * Those of one kind.
   *
   * @param subset empty where vLLM takes none whatever is asked
   * @param ids the Hub's names, with blanks between
   */
  HubSet(Kind kind, @Nullable String subset, @Nullable String split, String ids) {
    this.kind = kind;
    this.subset = subset;
    this.split = split;
    this.ids = ids;
  }

  /** The one that the Hub calls so. */
  public static Optional<HubSet> of(String id) {
    return Arrays.stream(values()).filter(set -> set.ids().contains(id)).findFirst();
  }

  /** The Hub's names of all. */
  public static List<String> all() {
    return Arrays.stream(values()).flatMap(set -> set.ids().stream()).sorted().toList();
  }

  /** The Hub's names. */
  public List<String> ids() {
    return Stream.of(ids.split(" ", -1)).toList();
  }

  /** What its requests hold. */
  public Kind kind() {
    return kind;
  }

  /** The subset that is taken; null for the set's own default. */
  public @Nullable String subset(@Nullable String asked) {
    if ("".equals(subset)) {
      return null;
    }
    return asked == null ? subset : asked;
  }

  /** The split that is taken; null for the only one. */
  public @Nullable String split(@Nullable String asked) {
    return asked == null ? split : asked;
  }
}
