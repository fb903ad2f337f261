// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static llmbench.cli.Flag.json;
import static llmbench.cli.Flag.on;
import static llmbench.cli.Flag.value;

import java.util.List;

/**
 * The flags of {@code vllm bench serve} 0.32 that are about data sets ({@code add_dataset_parser}
 * in {@code vllm/benchmarks/datasets/datasets.py}).
 */
final class ServeDatasetFlags {
  private static final FlagGroup ALL_SETS =
      new FlagGroup(
          "Prompts",
          List.of(
              value("--dataset-name", "NAME", "random", "where prompts come from"),
              value("--dataset-path", "PATH", null, "file or folder of the set, or a Hub id"),
              value("--input-len", "N", null, "prompt length of random sets"),
              value("--output-len", "N", null, "answer length of any set"),
              on("--no-oversample", "too short a file gives fewer requests"),
              on("--disable-shuffle", "rows keep the file's order"),
              on("--skip-chat-template", "the client applies no chat template"),
              on("--enable-multimodal-chat", "text and media are made messages of a chat"),
              on("--no-stream", "hf: all rows are mixed at once")));

  private static final FlagGroup RANDOM =
      new FlagGroup(
          "Data sets random, random-mm and random-rerank",
          List.of(
              value("--random-input-len", "N", "1024", "prompt length"),
              value("--random-output-len", "N", "128", "answer length"),
              value(
                  "--random-range-ratio",
                  "R",
                  "0.0",
                  "lengths vary by this share; or {\"input\": a, \"output\": b}"),
              value("--random-prefix-len", "N", "0", "tokens that all prompts begin with"),
              value("--random-batch-size", "N", "1", "texts of one request, for pooling"),
              on("--no-reranker", "random-rerank: the query is a text of the batch"),
              value("--random-mm-base-items-per-request", "N", "1", "media of a request"),
              value(
                  "--random-mm-num-mm-items-range-ratio", "R", "0.0", "their number varies by it"),
              json(
                  "--random-mm-limit-mm-per-prompt",
                  "{\"image\": 255, \"video\": 1}",
                  "most media of each kind"),
              value(
                  "--random-mm-bucket-config",
                  "MAP",
                  "{(256, 256, 1): 0.5, (720, 1280, 1): 0.5, (720, 1280, 16): 0.0}",
                  "shares of sizes: height, width, pictures")));

  private static final FlagGroup PREFIX_REPETITION =
      new FlagGroup(
          "Data set prefix_repetition",
          List.of(
              value("--prefix-repetition-prefix-len", "N", "256", "tokens of a prefix"),
              value("--prefix-repetition-suffix-len", "N", "256", "tokens after it"),
              value("--prefix-repetition-num-prefixes", "N", "10", "prefixes"),
              value("--prefix-repetition-output-len", "N", "128", "answer length")));

  private static final FlagGroup FILES =
      new FlagGroup(
          "Data sets of files",
          List.of(
              value("--sharegpt-output-len", "N", null, "by default that of the set's answer"),
              value("--custom-output-len", "N", "256", "-1 for output_tokens of each row"),
              on("--custom-ensure-client-side-data", "custom_image: pictures are read here"),
              value("--spec-bench-output-len", "N", "256", "answer length"),
              value("--spec-bench-category", "NAME", null, "only rows of it"),
              value(
                  "--speed-bench-dataset-subset",
                  "NAME",
                  "qualitative",
                  "or throughput_1k, _2k, _8k, _16k, _32k"),
              value("--speed-bench-output-len", "N", "4096", "answer length"),
              value("--speed-bench-category", "NAME", null, "only rows of it"),
              value("--timed-trace-chunk-hash-size", "N", "16", "tokens of a hash"),
              value("--timed-trace-sec-multiplier", "X", "1", "seconds of a unit of its times"),
              value("--timed-trace-label-timestamp", "NAME", "timestamp", "field of arrivals"),
              value("--timed-trace-label-input-length", "NAME", "input_length", "field"),
              value("--timed-trace-label-output-length", "NAME", "output_length", "field"),
              value("--timed-trace-label-hash-ids", "NAME", "hash_ids", "field of the hashes")));

  private static final FlagGroup HUB =
      new FlagGroup(
          "Data set hf",
          List.of(
              value("--hf-subset", "NAME", null, "subset"),
              value("--hf-split", "NAME", null, "split"),
              value("--hf-name", "ID", null, "which of the Hub's sets a local copy is"),
              value("--hf-output-len", "N", null, "in place of the set's own answer length"),
              value("--bfcl-categories", "NAMES", null, "by default simple,live_simple,multiple"),
              value("--blazedit-min-distance", "X", "0.0", "rows with less are left out"),
              value("--blazedit-max-distance", "X", "1.0", "rows with more are left out"),
              value("--asr-min-audio-len-sec", "X", "0.0", "shorter recordings are left out"),
              value("--asr-max-audio-len-sec", "X", "inf", "longer recordings are left out")));

  private ServeDatasetFlags() {}

  static List<FlagGroup> groups() {
    return List.of(ALL_SETS, RANDOM, PREFIX_REPETITION, FILES, HUB);
  }
}
