// SPDX-License-Identifier: Apache-2.0
package llmbench.results;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures mean, in a sentence each: the result's {@code llmbench.definitions}. */
final class Definitions {
  private Definitions() {}

  static Map<String, String> inWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(
        "completed",
        "requests whose stream ended with an end mark or a finish reason, after some output");
    words.put(
        "duration",
        "from the earliest time a request was due or sent to the latest time one ended, failed ones"
            + " included");
    words.put(
        "ttft",
        "from just before the request is given to the HTTP client to the first output chunk");
    words.put("itl", "gap between successive output chunks of a request, one value per gap");
    words.put(
        "tpot",
        "(last output chunk - first output chunk) / (output tokens - 1), of requests with more than"
            + " one output token");
    words.put("e2el", "from send to the last output chunk");
    words.put("queue_times", "from the time a request was due (its slot was free) to send");
    words.put("output_chunk", "a chunk with content, reasoning or tool-call text");
    words.put(
        "request_goodput",
        "completed requests that met every limit, per second: metric by metric a request's own"
            + " limit (its row's slo or its class's goodput), else that of goodput; one without any"
            + " limit is good when it completes");
    words.put(
        "max_output_tokens_per_s",
        "as vLLM: most chunks with choices, of whatever kind, in one second since the first send");
    words.put(
        "max_concurrent_requests",
        "as vLLM: most requests that touched one second since the first send; see"
            + " peak_requests_in_flight for the true number");
    words.put(
        "peak_requests_in_flight",
        "most tries in flight at once, failed ones included, from send to end");
    words.put(
        "per_token_itl",
        "each gap divided by its request's output tokens per output chunk (at least 1)");
    words.put(
        "steady",
        "the figures between the first wave's end and the last send, after MSER-5 truncation, if no"
            + " series drifts there (Mann-Kendall); each thing counts when it was known");
    words.put(
        "intervals",
        "95 % intervals: means by Student's t or batch means, percentiles by order statistics, rates"
            + " by batch means in time; null where the sample is too small to have that end");
    words.put(
        "all_requests",
        "percentiles over all requests sent, failed ones as infinitely slow; null where one falls on"
            + " a failed request");
    words.put(
        "from_intended",
        "latencies from the time a request was due; lag is sent - due, or - the time at which"
            + " max_concurrency let it go, and held is how long that took");
    words.put(
        "vllm_definitions",
        "the same figures as vllm bench serve 0.32 reads the streams: every chunk with choices"
            + " counts, a stream cut or with an error after its first chunk is a success, and queue"
            + " time runs from the case's start");
    return words;
  }
}
