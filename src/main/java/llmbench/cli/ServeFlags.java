// SPDX-License-Identifier: Apache-2.0
package llmbench.cli;

import static llmbench.cli.Flag.any;
import static llmbench.cli.Flag.either;
import static llmbench.cli.Flag.json;
import static llmbench.cli.Flag.on;
import static llmbench.cli.Flag.some;
import static llmbench.cli.Flag.value;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every flag of {@code vllm bench serve} 0.32 with its default ({@code add_cli_args} in {@code
 * vllm/benchmarks/serve.py}); those of data sets are in {@link ServeDatasetFlags}.
 */
final class ServeFlags {
  private static final FlagGroup SERVER =
      new FlagGroup(
          "Server and API",
          List.of(
              value("--backend", "NAME", "openai", "API that is spoken: openai is completions"),
              value("--base-url", "URL", null, "server, in place of --host and --port"),
              value("--host", "HOST", "127.0.0.1", "server's host"),
              value("--port", "N", "8000", "server's port"),
              value(
                  "--endpoint",
                  "ROUTE",
                  "/v1/completions",
                  "route; without the flag that of the backend"),
              any(
                  "--header",
                  "KEY=VALUE",
                  "headers of every request; a secret is better taken from the environment, as"
                      + " 'Authorization=Bearer ${TOKEN}' in single quotes"),
              on("--insecure", "TLS certificates are not verified"),
              value("--model", "NAME", null, "model; by default the first that the server lists"),
              value("--served-model-name", "NAME", null, "its name in requests, if another"),
              some("--lora-modules", "NAME", "adapters that requests are spread over"),
              value("--lora-assignment", "HOW", "random", "random or round-robin"),
              value(
                  "--request-id-prefix",
                  "TEXT",
                  null,
                  "begins the header x-request-id; by default bench-XXXXXXXX-")));

  private static final FlagGroup TOKENIZER =
      new FlagGroup(
          "Tokenizer",
          List.of(
              value(
                  "--tokenizer",
                  "NAME",
                  null,
                  "folder, tokenizer.json, hub id, or server to let it count; by default the"
                      + " model"),
              value("--tokenizer-mode", "MODE", "auto", "auto or hf: its tokenizer.json"),
              on("--skip-tokenizer-init", "accepted; a tokenizer is used all the same"),
              on("--trust-remote-code", "accepted; code of a model is never run here")));

  private static final FlagGroup LOAD =
      new FlagGroup(
          "Load",
          List.of(
              value("--num-prompts", "N", "1000", "requests"),
              value("--request-rate", "RATE", "inf", "requests per second; inf for all at once"),
              value("--burstiness", "X", "1.0", "1 is Poisson, below 1 in bursts, above evener"),
              value("--max-concurrency", "N", null, "most requests in flight at once"),
              value("--ramp-up-strategy", "HOW", null, "linear or exponential"),
              value("--ramp-up-start-rps", "RATE", null, "rate at the first request"),
              value("--ramp-up-end-rps", "RATE", null, "rate at the last request"),
              either("--self-timed", "requests come at the times of the data set's rows"),
              value(
                  "--probe-request-rate",
                  "RATE",
                  "0.0",
                  "small requests per second beside the load"),
              value("--num-warmups", "N", "0", "copies of the first prompt sent before"),
              value(
                  "--ready-check-timeout-sec",
                  "N",
                  "0",
                  "seconds to wait for the server to answer; 0 does not ask"),
              value("--seed", "N", "0", "of prompts and arrivals"),
              on("--profile", "starts and stops the server's profiler")));

  private static final FlagGroup SAMPLING =
      new FlagGroup(
          "What each request asks",
          List.of(
              on("--ignore-eos", "answers go on to their full length"),
              value("--logprobs", "N", null, "log probabilities per token, in completions"),
              value("--temperature", "X", null, "sampling temperature"),
              value("--top-p", "X", null, "nucleus sampling"),
              value("--top-k", "N", null, "only the N likeliest tokens"),
              value("--min-p", "X", null, "least share of the likeliest token's probability"),
              value("--frequency-penalty", "X", null, "for tokens the answer has often"),
              value("--presence-penalty", "X", null, "for tokens the answer has"),
              value("--repetition-penalty", "X", null, "for tokens of prompt or answer"),
              on("--use-beam-search", "accepted; without effect, as in vLLM"),
              json("--extra-body", null, "further fields of the body"),
              json("--chat-template-kwargs", null, "arguments of the client's chat template")));

  private static final FlagGroup METRICS =
      new FlagGroup(
          "Metrics",
          List.of(
              value(
                  "--percentile-metrics",
                  "NAMES",
                  null,
                  "by default ttft,tpot,itl; e2el where nothing is generated"),
              value("--metric-percentiles", "LIST", "99", "percentiles of them"),
              some("--goodput", "METRIC:MS", "limits of a good request: ttft:500 tpot:50")));

  private static final FlagGroup OUTPUT =
      new FlagGroup(
          "Results",
          List.of(
              on("--save-result", "writes the result; without it only plots are left"),
              on("--save-detailed", "with the figures of each request"),
              on("--append-result", "adds the result to the file that is there"),
              value("--result-dir", "DIR", null, "folder; by default the current one"),
              value(
                  "--result-filename",
                  "FILE",
                  null,
                  "by default {label}-{rate}qps[-concurrency{N}]-{model}-{time}.json"),
              value("--label", "TEXT", null, "begins the file's name; by default the backend"),
              any("--metadata", "KEY=VALUE", "pairs that are added to the result"),
              on("--disable-tqdm", "no progress line"),
              on("--plot-timeline", "draws the requests over time beside the result, as HTML"),
              value(
                  "--timeline-itl-thresholds",
                  "MS,MS",
                  "25,50",
                  "its colours: below the first, from the second on"),
              on("--plot-dataset-stats", "draws the lengths of the requests beside the result")));

  private ServeFlags() {}

  /** In the order of the help. */
  static List<FlagGroup> groups() {
    return Stream.concat(
            Stream.of(SERVER, TOKENIZER, LOAD, SAMPLING, METRICS, OUTPUT),
            ServeDatasetFlags.groups().stream())
        .toList();
  }

  static List<Flag> all() {
    return groups().stream().flatMap(group -> group.flags().stream()).toList();
  }
}
